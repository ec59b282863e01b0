import { randomUUID } from "node:crypto";
import { errorResponse } from "#/app/api/door/error-response.ts";
import { requestActor } from "#/app/api/door/request-actor.ts";
import type { Actor } from "#/features/users/actor.ts";

type ApiRequest<Params> = { request: Request; url: URL; params: Params; actor: Actor };

/** Wraps every route of the API: who asks, what they get when it fails, and a request id to find it in the log. */
export function apiRoute<Params>(handler: (asked: ApiRequest<Params>) => Promise<Response> | Response) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const requestId = randomUUID();
    const response = await respond().catch((error) => errorResponse(error, requestId));
    response.headers.set("X-Request-Id", requestId);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "private, no-store");
    return response;

    async function respond(): Promise<Response> {
      const params = await context.params;
      return handler({ request, url: new URL(request.url), params, actor: await requestActor(request) });
    }
  };
}
