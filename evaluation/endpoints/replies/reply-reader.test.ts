import { describe, expect, it } from "vitest";
import type { RawReply } from "#/evaluation/endpoints/http/http-pool.ts";
import { ReplyReader } from "#/evaluation/endpoints/replies/reply-reader.ts";
import { never, testKey } from "#/test/ask-endpoint.ts";
import { completionBody } from "#/test/misbehaviours.ts";

const large = 100_000;

function reply(body: string, status = 200, headers: RawReply["headers"] = {}): RawReply {
  return { status, headers, bytes: Buffer.from(body) };
}

function padded(completion: Parameters<typeof completionBody>[0]): RawReply {
  return reply(JSON.stringify({ ...completionBody(completion), padding: "x".repeat(large) }));
}

function logprobs(count: number): string {
  return `[${Array.from({ length: count }, (_, n) => `{"token":"t${n}","logprob":-${n}}`).join()}]`;
}

describe("a reply too large to be read on the event loop", () => {
  it("is read as a small one: words, log-probabilities, without the key", async () => {
    const reader = new ReplyReader(testKey);
    const top = [{ token: " good", logprob: -0.1, bytes: [32, 103] }];
    const said = { content: `Good ${testKey}`, logprobs: { content: [{ ...top[0], top_logprobs: top }] } };
    const small = await reader.read("openai", reply(JSON.stringify(completionBody(said))), never, ["good"]);
    expect(await reader.read("openai", padded(said), never, ["good"])).toEqual(small);
    expect(small).toMatchObject({ text: "Good [redacted]", logprobs: top });
  });

  it("is the error that it reports, with all that is known of it", async () => {
    const reader = new ReplyReader(testKey);
    const body = JSON.stringify({ error: { message: `slow down ${testKey}` }, padding: "x".repeat(large) });
    await expect(
      reader.read("openai", reply(body, 429, { "retry-after": "7" }), never),
    ).rejects.toMatchObject({
      name: "EndpointError",
      kind: "rate",
      status: 429,
      retryAfterMs: 7000,
      retryable: true,
      message: "The endpoint says it is asked too often (429: slow down [redacted]).",
    });
    const moved = reply(body, 307, { location: "https://elsewhere.example" });
    await expect(reader.read("gemini", moved, never)).rejects.toMatchObject({
      kind: "redirect",
      redirectsTo: "https://elsewhere.example",
    });
  });

  it.each([
    ["openai", '{"choices":'],
    ["openai", '{"choices":[{"message":{"content":'],
    ["anthropic", '{"type":"message","content":'],
    ["gemini", '{"error":{"details":'],
  ] as const)("nested deeply is no reply of %s: %s", async (as, start) => {
    const deep = "[".repeat(50_000) + "]".repeat(50_000);
    const ends = [...start].flatMap((sign) => (sign === "{" ? "}" : sign === "[" ? "]" : [])).reverse();
    const body = `${start}${deep}${ends.join("")}`;
    const read = new ReplyReader(testKey).read(as, reply(body), never);
    await expect(read).rejects.toMatchObject({ name: "EndpointError", stopsRun: false });
  });

  it("gives no more candidates and choices than anyone asks for", async () => {
    const listed = `{"content":[{"token":"t0","logprob":0,"top_logprobs":${logprobs(50_000)}}]}`;
    const choice = (more = "") => `{"message":{"content":"A"}${more}}`;
    const others = Array.from({ length: 10_000 }, () => choice()).join();
    const body = `{"choices":[${choice(`,"logprobs":${listed}`)},${others}]}`;
    const read = await new ReplyReader(null).read("openai", reply(body), never);
    expect(read.logprobs).toHaveLength(1000);
    expect(read.logprobs?.[0]).toEqual({ token: "t0", logprob: -0 });
    expect(read.alternatives).toHaveLength(64);
  });

  it("is given up where it takes too much processor time, and the next one is read", async () => {
    const spent: number[] = [];
    const reader = new ReplyReader(null, { cpuMs: 1, spent: (ms) => spent.push(ms) });
    const names = Array.from({ length: 150_000 }, (_, n) => `"k${n}":-1`).join();
    const costly = `{"choices":[{"message":{"content":"A"},"logprobs":{"tokens":["A"],"token_logprobs":[-1],"top_logprobs":[{${names}}]}}]}`;
    await expect(reader.read("openai", reply(costly), never)).rejects.toMatchObject({
      name: "EndpointError",
      kind: "parse",
      retryable: false,
      message: expect.stringMatching(/^The endpoint's reply took more than 0\.001 seconds of processor time/),
    });
    expect(spent[0]).toBeGreaterThan(0);
    const patient = new ReplyReader(null);
    expect(await patient.read("openai", padded({ content: "B" }), never)).toMatchObject({ text: "B" });
  });

  it("leaves the queue with its caller", async () => {
    const reader = new ReplyReader(null);
    const controller = new AbortController();
    const first = reader.read("openai", padded({ content: "A" }), never);
    const second = reader.read("openai", padded({ content: "B" }), controller.signal);
    controller.abort(new Error("run cancelled"));
    await expect(second).rejects.toThrow("run cancelled");
    expect(await first).toMatchObject({ text: "A" });
  });
});
