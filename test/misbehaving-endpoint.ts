import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Misbehaviour } from "#/test/misbehaviours.ts";

export type ReceivedCall = {
  /** 1 for the first call. */
  number: number;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The body as JSON; its text where it is none. */
  body: unknown;
};

export type MisbehavingEndpoint = {
  /** An OpenAI-style base URL on the loopback, ending in /v1. */
  url: string;
  /** Every call so far, in the order of arrival. */
  calls: ReceivedCall[];
  inFlight(): number;
  maxInFlight(): number;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** One behaviour a call, the last one repeats; or a function that decides by the call. */
export type Script = readonly Misbehaviour[] | ((call: ReceivedCall) => Misbehaviour);

function behaviourFor(script: Script, call: ReceivedCall): Misbehaviour {
  if (typeof script === "function") return script(call);
  const behaviour = script[Math.min(call.number, script.length) - 1];
  if (!behaviour) throw new Error("A script needs at least one behaviour.");
  return behaviour;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * A real HTTP server on 127.0.0.1 that does what its script says:
 * `await using server = await startMisbehavingEndpoint([reset, ok("A")])`, or
 * `startMisbehavingEndpoint((call) => (call.number === 3 ? hang : ok("B")))`.
 */
export async function startMisbehavingEndpoint(script: Script): Promise<MisbehavingEndpoint> {
  const calls: ReceivedCall[] = [];
  let inFlight = 0;
  let maxInFlight = 0;
  const server = createServer((request, response) => {
    inFlight += 1;
    maxInFlight = Math.max(maxInFlight, inFlight);
    response.on("close", () => {
      inFlight -= 1;
    });
    const { method = "", url: path = "", headers } = request;
    readBody(request)
      .then((body) => {
        const call = { number: calls.length + 1, method, path, headers, body };
        calls.push(call);
        return behaviourFor(script, call)(response);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    inFlight: () => inFlight,
    maxInFlight: () => maxInFlight,
    close,
    [Symbol.asyncDispose]: close,
  };
}
