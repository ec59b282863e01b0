import { randomUUID } from "node:crypto";
import { errorResponse } from "#/app/api/_http/error-response.ts";
import {
  askerOf,
  countRequest,
  isRead,
  refuseOverRate,
  setRateHeaders,
} from "#/app/api/_http/quota-headers.ts";
import { readInTurn } from "#/app/api/_http/read-turns.ts";
import { requestActor } from "#/app/api/_http/request-actor.ts";
import type { Actor } from "#/features/access/actor.ts";
import { refuseOddInput } from "#/lib/http/refuse-odd-input.ts";
import type { RateState } from "#/lib/rate-limit.ts";

type ApiRequest<Params> = { request: Request; url: URL; params: Params; actor: Actor };
type Options = { unlimited?: boolean; ownTurn?: boolean };

/**
 * Wraps every route of the API: who asks and how often, what they get when it fails, and a request id to find it in
 * the log. `unlimited` is for what monitors and pages ask again and again, `ownTurn` for what waits in a queue of its own.
 */
export function apiRoute<Params>(
  handler: (asked: ApiRequest<Params>) => Promise<Response> | Response,
  { unlimited = false, ownTurn = false }: Options = {},
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const requestId = randomUUID();
    let rate: RateState | null = null;
    const response = await respond().catch((error) =>
      // Who has left is told nothing, and it is no failure.
      request.signal.aborted ? new Response(null, { status: 499 }) : errorResponse(error, requestId),
    );
    response.headers.set("X-Request-Id", requestId);
    if (rate) setRateHeaders(response.headers, rate);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "private, no-store");
    if (!response.headers.has("Content-Security-Policy"))
      response.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    return response;

    async function respond(): Promise<Response> {
      const params = await context.params;
      const url = new URL(request.url);
      const asking = requestActor(request);
      if (!unlimited) {
        rate = await countRequest(request, await asking.catch(() => null));
        refuseOverRate(request, rate);
      }
      refuseOddInput({ path: params, query: [...url.searchParams] });
      const actor = await asking;
      const answer = async () => handler({ request, url, params, actor });
      if (!isRead(request) || unlimited || ownTurn) return answer();
      return readInTurn(askerOf(request, actor), answer, request.signal);
    }
  };
}
