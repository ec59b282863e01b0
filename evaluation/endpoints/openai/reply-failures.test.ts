import { describe, expect, it } from "vitest";
import type { EndpointErrorKind } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { failing } from "#/test/ask-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";

const completion = (message: unknown) => ({ choices: [{ index: 0, message, finish_reason: "stop" }] });
const raw = (body: string) => does.status(200, { "content-type": "application/json" }, body);
const pieces = ["The ", "B"].map((content) =>
  JSON.stringify({ choices: [{ index: 0, delta: { content } }] }),
);
const stream = (...events: string[]) => events.map((event) => `data: ${event}\n\n`).join("");

const brokenOff = [
  "abort",
  "aborted",
  "error",
  "cancelled",
  "network_error",
  "insufficient_system_resource",
  "internal_server_error",
  "timeout",
];

const failures: [string, does.Misbehaviour, EndpointErrorKind, RegExp][] = [
  ["a stream that breaks off", raw(stream(...pieces)), "server", /ended before its answer/],
  [
    "an error in a stream",
    raw(stream(...pieces, '{"error":{"message":"out of memory"}}')),
    "server",
    /out of memory/,
  ],
  ["an event that is an error", raw('event: error\ndata: {"message":"boom"}\n\n'), "server", /boom/],
  [
    "an error with an answer begun",
    does.json({ error: { message: "lost", code: 502 }, ...completion({ content: "B" }) }),
    "server",
    /lost/,
  ],
  [
    "a gateway's code and message",
    does.json({ code: 429, msg: "slow down", data: null }),
    "rate",
    /slow down/,
  ],
  ["a failure without a code", does.json({ success: false, message: "no worker" }), "server", /no worker/],
  ["an empty body", raw(""), "parse", /an empty body/],
  ["a sign-in page", does.html, "parse", /a web page/],
  ["no message and no end", does.json({ choices: [{ index: 0 }] }), "parse", /choices\.0\.message/],
];

const refusals: [string, number, unknown, EndpointErrorKind, RegExp][] = [
  [
    "FastAPI's list of faults",
    422,
    {
      detail: [{ loc: ["body", "max_tokens"], msg: "Input should be at most 512", type: "less_than_equal" }],
    },
    "parameter",
    /422: body\.max_tokens: Input should be at most 512/,
  ],
  ["several faults", 422, { detail: [{ msg: "one" }, { msg: "two" }] }, "parameter", /one; two/],
  ["a detail that is an object", 400, { detail: { message: "bad seed" } }, "parameter", /bad seed/],
  ["a list of errors", 400, { errors: [{ message: "bad top_k" }] }, "parameter", /bad top_k/],
  ["an error within an error", 500, { error: { error: { message: "CUDA" } } }, "server", /CUDA/],
  [
    "what a router's provider said",
    400,
    {
      error: {
        message: "Provider returned error",
        code: 400,
        metadata: { raw: '{"message":"image too large"}' },
      },
    },
    "image",
    /image too large/,
  ],
  ["words that are no JSON", 502, "upstream connect error", "server", /upstream connect error/],
  [
    "a page's title",
    502,
    "<html><head><title>502 Bad Gateway</title></head></html>",
    "server",
    /502 Bad Gateway/,
  ],
  [
    "a temperature",
    400,
    { error: "temperature 0 is not supported" },
    "parameter",
    /Add \{"temperature": null\}/,
  ],
];

const overflows: [number, string][] = [
  [
    400,
    "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (2952 in the messages, 2048 in the completion).",
  ],
  [400, "request (9007 tokens) exceeds the available context size (4096 tokens), try increasing it"],
  [400, "The decoder prompt (length 5000) is longer than the maximum model length of 4096."],
  [400, "prompt is too long: 208310 tokens > 200000 maximum"],
  [400, "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."],
  [422, "`inputs` tokens + `max_new_tokens` must be <= 4096: input is too long"],
  [500, "the request exceeds the available context size"],
];

describe("the OpenAI adapter reads", () => {
  it.each(brokenOff)("%s as no answer, whatever came before", async (word) => {
    const failure = await failing([does.ok("B", { finishReason: word })]);
    expect(failure).toMatchObject({ kind: "server", retryable: true, stopsRun: false });
    expect(failure.message).toContain(`(${word})`);
  });

  it.each(failures)("%s as the failure it is", async (_, script, kind, words) => {
    expect(await failing([script])).toMatchObject({ kind, message: expect.stringMatching(words) });
  });

  it.each(refusals)("%s, in the server's words", async (_, status, body, kind, words) => {
    const script = typeof body === "string" ? does.status(status, {}, body) : does.json(body, status);
    expect(await failing([script])).toMatchObject({ kind, message: expect.stringMatching(words) });
  });

  it.each(overflows)("%i %s as a context that is too small", async (status, message) => {
    expect(await failing([does.failing(status, message)])).toMatchObject({
      kind: "context",
      stopsRun: false,
    });
  });
});
