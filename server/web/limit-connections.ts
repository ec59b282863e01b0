import type { Server } from "node:http";
import { networkOf } from "#/lib/http/client-address.ts";
import { InFlight } from "#/lib/http/in-flight.ts";

const most = 2048;
const mostOfOne = 256;
/** Nothing that the board answers is silent for so long. */
const silentMs = 15 * 60_000;

/** Keeps one network from taking all connections; behind a proxy that counts for the proxy to do, which makes them all. */
export function limitConnections(server: Server, trustedProxies: number): void {
  server.maxConnections = most;
  server.setTimeout(silentMs);
  if (trustedProxies > 0) return;
  const open = new InFlight(mostOfOne);
  server.on("connection", (socket) => {
    const end = open.begin(networkOf(socket.remoteAddress ?? "unknown"));
    if (end) socket.once("close", end);
    else socket.destroy();
  });
}
