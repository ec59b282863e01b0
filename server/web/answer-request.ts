import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { networkOf } from "#/lib/http/client-address.ts";
import { InFlight } from "#/lib/http/in-flight.ts";
import { isOwnRequest, ownRequestMark } from "#/lib/http/own-request.ts";
import { log } from "#/lib/log.ts";
import type { PageCache } from "#/server/web/page-cache.ts";
import { pageRequest } from "#/server/web/page-request.ts";
import { refuse } from "#/server/web/refuse.ts";
import { type Asker, Refusal, type RenderGate } from "#/server/web/render-gate.ts";
import { type RequestKind, requestKind } from "#/server/web/request-kind.ts";
import { sendPage } from "#/server/web/send-page.ts";
import { sessionAccount } from "#/server/web/session-account.ts";
import { untilRendered } from "#/server/web/until-rendered.ts";
import { BodyRefusal, withBody } from "#/server/web/with-body.ts";

type Parts = {
  handle: RequestListener;
  files: ReadonlySet<string>;
  cache: PageCache;
  gate: RenderGate;
  sessionSecret: string;
};
type Exchange = { request: IncomingMessage; response: ServerResponse; network: string };

const mostBuilt = 64;
const mostCalls = 128;
const longestPageMs = 180_000;
const visitorBodyBytes = 64 * 1024;
const memberBodyBytes = 1024 * 1024;

/** Returns what stands before the app: it says at once what takes nothing to say, and lets in what may be built now. */
export function answerRequests({ handle, files, cache, gate, sessionSecret }: Parts): RequestListener {
  const built = new InFlight(mostBuilt);
  const calls = new InFlight(mostCalls);

  return (request, response) => {
    const kind = requestKind(request, files);
    if (kind === "missing") return saySimply(response, 404, "There is no such file.");
    if (kind === "unreadable") return refuse(request, response, "address");
    if (kind === "too-long") return refuse(request, response, kind);
    if (kind === "file" || isOwnRequest(request.headers)) return void handle(request, response);
    Object.assign(request.headers, ownRequestMark());
    const network = networkOf(String(request.headers["x-forwarded-for"] ?? "unknown"));
    const end = (kind === "api" ? calls : built).begin(network);
    if (!end) return refuse(request, response, "share", 1);
    response.once("close", end);
    if (kind === "api") return unlessReset(request, () => handle(request, response));
    void build(kind, { request, response, network }).catch((error) => refuseFor(error, request, response));
  };

  async function build(kind: RequestKind, { request, response, network }: Exchange): Promise<void> {
    const deadline = setTimeout(() => response.destroy(), longestPageMs);
    const gone = new AbortController();
    response.once("close", () => {
      clearTimeout(deadline);
      gone.abort();
    });
    const account = await sessionAccount(request.headers, sessionSecret);
    // A page takes no token; what the API is sent, it judges at once.
    const hasToken = kind === "board" && request.headers.authorization !== undefined;
    const asker: Asker = { network, account, hasToken };
    const asked = account === null ? pageRequest(request) : null;
    if (asked) {
      const enter = (signal: AbortSignal) => gate.enter(asker, signal);
      return sendPage(await cache.page(asked, { network, enter }), request, response);
    }
    if (!["GET", "HEAD", "POST"].includes(request.method ?? ""))
      return saySimply(response, 405, "A page takes GET, HEAD and POST.");
    const whole =
      request.method === "POST"
        ? await withBody(request, account === null ? visitorBodyBytes : memberBodyBytes)
        : request;
    const leave = await gate.enter(asker, gone.signal);
    void untilRendered(response).then(leave);
    handle(whole, response);
  }
}

/** Whoever resets the connection right after asking is known to be gone only when the event loop has read it again. */
function unlessReset({ socket }: IncomingMessage, work: () => void): void {
  setImmediate(() => setImmediate(() => socket.destroyed || work()));
}

function refuseFor(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  if (error instanceof Refusal) refuse(request, response, error.reason, error.retryAfterSeconds);
  else if (error instanceof BodyRefusal) refuse(request, response, error.reason);
  else if (!response.destroyed) {
    log().error({ err: error }, "a page could not be asked for");
    response.destroy();
  }
}

function saySimply(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    ...(status === 405 && { Allow: "GET, HEAD, POST", Connection: "close" }),
  });
  response.end(message);
}
