import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** What the server does with one request. */
export type Misbehaviour = (response: ServerResponse) => void | Promise<void>;

type Completion = {
  content?: unknown;
  refusal?: string | null;
  reasoning?: string;
  finishReason?: string | null;
  logprobs?: unknown;
  model?: string;
};

export function completionBody(completion: Completion): Record<string, unknown> {
  const { content = null, refusal = null, reasoning, finishReason = "stop", logprobs = null } = completion;
  return {
    id: "chatcmpl-test",
    object: "chat.completion",
    created: 0,
    model: completion.model ?? "test-model",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content, refusal, ...(reasoning === undefined ? {} : { reasoning }) },
        logprobs,
        finish_reason: finishReason,
      },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 1, total_tokens: 101 },
  };
}

export function json(
  body: unknown,
  code = 200,
  headers: Record<string, string | string[]> = {},
): Misbehaviour {
  return status(code, { "content-type": "application/json", ...headers }, JSON.stringify(body));
}

export function status(
  code: number,
  headers: Record<string, string | string[]> = {},
  body: string | Uint8Array = "",
): Misbehaviour {
  return (response) => {
    response.writeHead(code, headers).end(body);
  };
}

export function ok(answer: string, completion: Completion = {}): Misbehaviour {
  return json(completionBody({ content: answer, ...completion }));
}

export function errorIn200(code: number | string = 502, message = "Provider returned error"): Misbehaviour {
  return json({ error: { code, message } });
}

export function failing(code: number, message: string, headers: Record<string, string> = {}): Misbehaviour {
  return json({ error: { message, type: "invalid_request_error", code: null } }, code, headers);
}

export const emptyChoices: Misbehaviour = json({ ...completionBody({}), choices: [] });
export const nullContent: Misbehaviour = json(completionBody({ content: null }));
export const refusal: Misbehaviour = json(
  completionBody({ content: null, refusal: "I'm sorry, I can't assist with that." }),
);
export const starved: Misbehaviour = json(completionBody({ content: "The image", finishReason: "length" }));
export const filtered: Misbehaviour = json(completionBody({ content: null, finishReason: "content_filter" }));
export const html: Misbehaviour = status(
  200,
  { "content-type": "text/html" },
  "<!doctype html><title>Sign in</title><p>Please sign in to D region.</p>",
);

export function redirect(location: string, code = 307): Misbehaviour {
  return status(code, { location });
}

/** Accepts the request and never sends a status line. */
export const hang: Misbehaviour = () => {};

/** Sends headers, then a space every `intervalMs`, for ever: valid JSON white space, never an answer. */
export function drip(intervalMs: number): Misbehaviour {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), intervalMs);
    response.on("close", () => clearInterval(timer));
  };
}

/** Sends `bytes` of one endless answer, as fast as the client takes them. */
export function huge(bytes: number): Misbehaviour {
  return async (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"choices":[{"message":{"content":"');
    const chunk = Buffer.alloc(64 * 1024, "a");
    const closed = new Promise((done) => response.once("close", done));
    for (let sent = 0; sent < bytes && !response.destroyed; sent += chunk.length) {
      if (response.write(chunk)) continue;
      await Promise.race([closed, new Promise((drained) => response.once("drain", drained))]);
    }
    response.end('"}}]}');
  };
}

/** Cuts the connection without a byte of an answer. */
export const reset: Misbehaviour = (response) => {
  response.socket?.resetAndDestroy();
};

/** Behaves as `behaviour` after a latency. */
export function after(latencyMs: number, behaviour: Misbehaviour): Misbehaviour {
  return async (response) => {
    await delay(latencyMs);
    await behaviour(response);
  };
}

/** Behaves as `behaviour` once `gate` is settled. */
export function once(gate: Promise<unknown>, behaviour: Misbehaviour): Misbehaviour {
  return async (response) => {
    await gate;
    await behaviour(response);
  };
}
