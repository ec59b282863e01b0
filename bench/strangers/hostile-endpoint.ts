import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { completionBody } from "#/test/misbehaviours.ts";

type Whole = {
  status?: number;
  headers?: Record<string, string | string[]>;
  body: Uint8Array | string;
};

/** The same for every call, made before the attack so that making it costs the machine nothing; or what a call gets. */
export type Reply = Whole | ((response: ServerResponse, call: number) => void);

/** A server of a stranger's, on the loopback, with the OpenAI way of asking. */
export class HostileEndpoint {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  static async start(reply: Reply, listReply: Reply = modelList): Promise<HostileEndpoint> {
    let calls = 0;
    const server = createServer((request: IncomingMessage, response) => {
      request.resume();
      response.on("error", () => {});
      request.once("end", () => answer(request.method === "GET" ? listReply : reply, response, calls++));
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new HostileEndpoint(server);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const modelList: Whole = { body: '{"data":[{"id":"m"}]}' };

function answer(reply: Reply, response: ServerResponse, call: number): void {
  if (typeof reply === "function") {
    reply(response, call);
    return;
  }
  const type = { "content-type": "application/json", "content-length": Buffer.byteLength(reply.body) };
  response.writeHead(reply.status ?? 200, { ...type, ...reply.headers }).end(reply.body);
}

/** A right answer in form, with any text. */
export function completion(content: string, more: Parameters<typeof completionBody>[0] = {}): Whole {
  return { body: Buffer.from(JSON.stringify(completionBody({ content, ...more }))) };
}

/** One reply, then the other, so that a run goes on: an endpoint that is never of use is soon left alone. */
export function inTurn(first: Whole, second: Whole): Reply {
  return (response, call) => answer(call % 2 === 0 ? first : second, response, call);
}
