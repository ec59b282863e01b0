import {
  type ClientRequestArgs,
  createServer,
  get,
  type IncomingMessage,
  type RequestListener,
} from "node:http";
import type { Socket } from "node:net";
import { duplexPair } from "node:stream";
import { ownRequestMark } from "#/lib/http/own-request.ts";

export type AskInside = (path: string, headers: Record<string, string>) => Promise<IncomingMessage>;

/** Returns a server that listens nowhere: only this process can ask it, over streams in its own memory. */
export function innerServer(handle: RequestListener): AskInside {
  const server = createServer(handle);
  return (path, headers) =>
    new Promise((done, fail) => {
      const [near, far] = duplexPair();
      server.emit("connection", far);
      const options: ClientRequestArgs = {
        path,
        headers: { ...headers, ...ownRequestMark(), connection: "close" },
        createConnection: () => near as Socket,
      };
      get(options).once("response", done).once("error", fail);
    });
}
