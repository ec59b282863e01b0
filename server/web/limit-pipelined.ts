import type { RequestListener } from "node:http";
import type { Socket } from "node:net";

/** Browsers and the usual proxies wait for an answer before they send the next request; some clients send a few. */
const most = 16;

/** Ends connections on which requests are piled up: a read brings hundreds of them, all at once. */
export function limitPipelined(listener: RequestListener): RequestListener {
  const open = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    if (socket.destroyed) return;
    const before = open.get(socket) ?? 0;
    if (before >= most) return void socket.destroy();
    open.set(socket, before + 1);
    response.once("close", () => open.set(socket, (open.get(socket) ?? 1) - 1));
    listener(request, response);
  };
}
