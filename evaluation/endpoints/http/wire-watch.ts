import type { Socket } from "node:net";
import type { buildConnector } from "undici";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";

const lookEveryMs = 250;
/** Status lines, headers and the framing of chunks of all replies that come between two looks. */
const mostBesideBodies = 2 * 1024 * 1024;

/**
 * Watches what a server sends beside the bodies of its replies, such as extensions of chunks without end: the HTTP library
 * reads that in silence, so no cap of bytes ends it. Connections that bring it are broken off.
 */
export class WireWatch {
  readonly #sockets = new Map<Socket, number>();
  readonly #timer: NodeJS.Timeout;
  #bodyBytes = 0;

  constructor(everyMs = lookEveryMs) {
    this.#timer = setInterval(() => this.#look(), everyMs).unref();
  }

  /** Returns the same connector, whose connections are watched. */
  watching(connect: buildConnector.connector): buildConnector.connector {
    return (target, callback) =>
      connect(target, (error, socket) => {
        if (error) return callback(error, null);
        this.#sockets.set(socket, socket.bytesRead);
        socket.once("close", () => this.#sockets.delete(socket));
        callback(null, socket);
      });
  }

  /** So much of what came was body. */
  received(bytes: number): void {
    this.#bodyBytes += bytes;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const read = [...this.#sockets].map(([socket, before]) => ({ socket, bytes: socket.bytesRead - before }));
    const beside = read.reduce((sum, { bytes }) => sum + bytes, 0) - this.#bodyBytes;
    const most = Math.max(0, ...read.map(({ bytes }) => bytes));
    this.#bodyBytes = 0;
    for (const { socket, bytes } of read) {
      this.#sockets.set(socket, socket.bytesRead);
      if (beside > mostBesideBodies && bytes > most / 2) socket.destroy(tooMuch());
    }
  }
}

function tooMuch(): EndpointError {
  return new EndpointError(
    "parse",
    "The endpoint did not answer with valid HTTP (too much beside the reply).",
  );
}
