import { describe, expect, it } from "vitest";
import type { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import {
  asking,
  failing,
  never,
  openTestEndpoint,
  testImage,
  testKey,
  testQuestion,
} from "#/test/ask-endpoint.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";

describe("the OpenAI adapter sends", () => {
  it("image first in its original bytes, then the text, with the key and temperature 0", async () => {
    const { reply, calls } = await asking([does.ok("B")]);
    expect(reply).toEqual({
      text: "B",
      reasoning: null,
      finishReason: "stop",
      refusal: null,
      logprobs: null,
      logprobState: "null",
      alternatives: [],
      promptTokens: 100,
      completionTokens: 1,
      model: "test-model",
    });
    expect(calls[0]).toMatchObject({ method: "POST", path: "/v1/chat/completions" });
    expect(calls[0]?.headers).toMatchObject({
      authorization: `Bearer ${testKey}`,
      "accept-encoding": "identity",
    });
    expect(calls[0]?.body).toEqual({
      model: "test-model",
      temperature: 0,
      max_tokens: 64,
      messages: [
        {
          role: "user",
          content: [
            {
              type: "image_url",
              image_url: { url: `data:image/png;base64,${Buffer.from(testImage).toString("base64")}` },
            },
            { type: "text", text: testQuestion.prompt },
          ],
        },
      ],
    });
  });

  it("Azure's version in every address, and the key as Azure takes it", async () => {
    await using server = await startMisbehavingEndpoint([does.ok("B")]);
    const base = server.url.replace("/v1", "/openai/deployments/mine");
    const endpoint = openTestEndpoint(`${base}?api-version=2024-10-21`);
    await endpoint.ask(testQuestion, never);
    await endpoint.close();
    const { path, headers } = server.calls[0] ?? {};
    expect(path).toBe("/openai/deployments/mine/chat/completions?api-version=2024-10-21");
    expect(headers).toMatchObject({ "api-key": testKey });
    expect(headers?.authorization).toBeUndefined();
    expect(() => openTestEndpoint(`${base}?api-version=1&x=2`)).toThrow(/without \? or #/);
  });

  it("prefill, log-probabilities and the extra body, which cannot replace model or messages", async () => {
    const { calls } = await asking(
      [does.ok(" good")],
      { ...testQuestion, images: [], assistantPrefix: "The quality is", topLogprobs: 20 },
      { extraBody: { temperature: null, seed: 7, model: "other", messages: [], stream: true } },
    );
    expect(calls[0]?.body).toEqual({
      model: "test-model",
      max_tokens: 64,
      logprobs: true,
      top_logprobs: 20,
      continue_final_message: true,
      add_generation_prompt: false,
      seed: 7,
      messages: [
        { role: "user", content: [{ type: "text", text: testQuestion.prompt }] },
        { role: "assistant", content: "The quality is" },
      ],
    });
  });

  it("max_completion_tokens from the first refusal of max_tokens on", async () => {
    const refusal = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.";
    await using server = await startMisbehavingEndpoint((call) =>
      "max_tokens" in (call.body as object) ? does.failing(400, refusal) : does.ok("A"),
    );
    const endpoint = openTestEndpoint(server.url);
    expect((await endpoint.ask(testQuestion, never)).text).toBe("A");
    expect((await endpoint.ask(testQuestion, never)).text).toBe("A");
    expect(server.calls).toHaveLength(3);
    await endpoint.close();
  });
});

describe("the OpenAI adapter tells apart", () => {
  it("null content, refusal, length, content filter: replies; empty choices: a failure", async () => {
    expect((await asking([does.nullContent])).reply).toMatchObject({
      text: "",
      refusal: null,
      finishReason: "stop",
    });
    expect((await asking([does.refusal])).reply).toMatchObject({
      text: "",
      refusal: expect.stringContaining("sorry"),
    });
    expect((await asking([does.starved])).reply).toMatchObject({ text: "The image", finishReason: "length" });
    expect((await asking([does.filtered])).reply).toMatchObject({ text: "", finishReason: "content_filter" });
    expect(await failing([does.emptyChoices])).toMatchObject({
      kind: "empty",
      retryable: false,
      stopsRun: false,
    });
  });

  it("a reply with nothing but its content, and one with odd extras", async () => {
    const bare = does.json({ choices: [{ message: { content: "B" } }] });
    expect((await asking([bare])).reply).toEqual({
      text: "B",
      reasoning: null,
      finishReason: "unknown",
      refusal: null,
      logprobs: null,
      logprobState: "absent",
      alternatives: [],
      promptTokens: null,
      completionTokens: null,
      model: null,
    });
    const message = { content: "B", reasoning: { odd: true } };
    const odd = does.json({
      error: null,
      model: 7,
      usage: "none",
      choices: [{ message, finish_reason: null }],
    });
    expect((await asking([odd])).reply).toMatchObject({ text: "B", reasoning: null, model: null });
  });

  it("reasoning from the answer, in a field of its own or in parts", async () => {
    const inField = does.json(does.completionBody({ content: null, reasoning: "Hm, B?" }));
    expect((await asking([inField])).reply).toMatchObject({ text: "", reasoning: "Hm, B?" });
    const inParts = does.ok("", {
      content: [
        { type: "thinking", thinking: "A?" },
        { type: "text", text: "B" },
      ] as never,
    });
    expect((await asking([inParts])).reply).toMatchObject({ text: "B", reasoning: "A?" });
  });

  it("log-probabilities of both shapes", async () => {
    const top = [
      { token: " poor", bytes: [32], logprob: -2 },
      { token: " good", logprob: -0.1 },
      { token: "x", logprob: -9999 },
    ];
    const own = { content: [{ token: " good", logprob: -0.1, top_logprobs: top }] };
    const together = {
      tokens: [" good"],
      token_logprobs: [-0.1],
      top_logprobs: [{ " good": -0.1, " poor": -2 }],
    };
    const good = { token: " good", logprob: -0.1 };
    expect((await asking([does.ok("", { logprobs: own })])).reply.logprobs).toEqual([
      good,
      { token: " poor", bytes: [32], logprob: -2 },
    ]);
    expect((await asking([does.ok("", { logprobs: together })])).reply.logprobs).toEqual([
      good,
      { token: " poor", logprob: -2 },
    ]);
    expect((await asking([does.ok("B", { logprobs: {} })])).reply.logprobs).toBeNull();
  });

  const statuses: [number, string, Partial<EndpointError>][] = [
    [400, "Invalid image: cannot decode", { kind: "image", retryable: false, stopsRun: false }],
    [400, "top_logprobs must be below 5", { kind: "parameter", retryable: false, stopsRun: false }],
    [400, "The response was filtered due to content_filter", { kind: "filter", stopsRun: false }],
    [
      401,
      "Incorrect API key provided: sk-test-*****cdef",
      { kind: "auth", retryable: false, stopsRun: true },
    ],
    [402, "Insufficient credit", { kind: "auth", stopsRun: true }],
    [403, "No permission", { kind: "auth", stopsRun: true }],
    [403, "Your input was flagged by moderation", { kind: "filter", stopsRun: false }],
    [404, "The model x does not exist", { kind: "model", stopsRun: true }],
    [408, "", { kind: "timeout", retryable: true }],
    [413, "", { kind: "image", retryable: false, stopsRun: false }],
    [415, "", { kind: "image", retryable: false }],
    [429, "Slow down", { kind: "rate", retryable: true, retryAfterMs: null }],
    [429, "insufficient_quota", { kind: "auth", stopsRun: true }],
    [500, "boom", { kind: "server", retryable: true }],
    [503, "", { kind: "overload", retryable: true }],
    [529, "overloaded_error", { kind: "overload", retryable: true }],
  ];
  it.each(statuses)("status %i %j", async (status, message, expected) => {
    expect(await failing([does.failing(status, message)])).toMatchObject({ ...expected, status });
    expect(await failing([does.errorIn200(status, message)])).toMatchObject({ ...expected, status });
  });

  it("what Retry-After says, in seconds, in milliseconds and as a date", async () => {
    const waitFor = async (headers: Record<string, string>) =>
      (await failing([does.failing(429, "", headers)])).retryAfterMs;
    expect(await waitFor({ "retry-after": "3" })).toBe(3000);
    expect(await waitFor({ "retry-after-ms": "250", "retry-after": "3" })).toBe(250);
    expect(await waitFor({ "retry-after": "Wed, 21 Oct 2099 07:28:00 GMT" })).toBeGreaterThan(1e12);
    expect(await waitFor({ "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" })).toBe(0);
    expect(await waitFor({ "retry-after": "soon" })).toBeNull();
  });

  it("errors inside a 200 body: of the provider, as text, of one choice, in the older shape", async () => {
    expect(await failing([does.errorIn200(502)])).toMatchObject({ kind: "server", status: 502 });
    expect(await failing([does.json({ error: "model is loading" })])).toMatchObject({ kind: "server" });
    expect(
      await failing([does.json({ choices: [{ error: { code: 429, message: "wait" } }] })]),
    ).toMatchObject({
      kind: "rate",
    });
    expect(await failing([does.json({ object: "error", message: "bad", code: 400 })])).toMatchObject({
      kind: "parameter",
    });
  });
});
