import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { env } from "#/lib/env.ts";
import { clientAddress } from "#/lib/http/client-address.ts";
import { isOwnOrigin } from "#/lib/http/own-origin.ts";
import { isOwnRequest } from "#/lib/http/own-request.ts";
import { noticeUntrustedProxy } from "#/lib/http/untrusted-proxy.ts";

type Started = { request: IncomingMessage; response: ServerResponse; socket: Socket };

const yearSeconds = 365 * 24 * 3600;
const forwardedHeaders = ["x-forwarded-for", "forwarded"] as const;

/** Before any handler of this process sees a request: where it truly came from, and that only https is spoken here. */
export function trustProxies(): void {
  const { TRUSTED_PROXIES, NEXTAUTH_URL } = env();
  const https = NEXTAUTH_URL.startsWith("https://");
  subscribe("http.server.request.start", (message) => {
    const { request, response, socket } = message as Started;
    if (https) response.setHeader("Strict-Transport-Security", `max-age=${yearSeconds}`);
    // What we ask of ourselves for somebody was looked at when he asked.
    if (isOwnRequest(request.headers)) return;
    const peer = socket.remoteAddress ?? "unknown";
    const told = forwardedHeaders.find((name) => request.headers[name] !== undefined);
    if (told && TRUSTED_PROXIES === 0) noticeUntrustedProxy(peer, told);
    const forwarded = [request.headers["x-forwarded-for"]].flat().join(",") || undefined;
    request.headers["x-forwarded-for"] = clientAddress(peer, forwarded, TRUSTED_PROXIES);
    takeHostForTrue(request.headers);
  });
}

/**
 * Next takes an action for its own where `Origin` equals this header, which anybody can write. Written here, it makes
 * Next judge as the API does.
 */
function takeHostForTrue(headers: IncomingMessage["headers"]): void {
  const { origin, host } = headers;
  const own = isOwnOrigin(origin, host) ? URL.parse(origin ?? "")?.host : host;
  if (own) headers["x-forwarded-host"] = own;
  else delete headers["x-forwarded-host"];
}
