import { describe, expect, it } from "vitest";
import type { Protocol } from "#/evaluation/endpoints/protocols.ts";
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
import { json, type Misbehaviour } from "#/test/misbehaviours.ts";

const picture = Buffer.from(testImage).toString("base64");
const anthropic = { protocol: "anthropic" } as const;
const gemini = { protocol: "gemini" } as const;

function message(content: unknown[], stopReason = "end_turn"): Misbehaviour {
  return json({
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-test-20260101",
    content,
    stop_reason: stopReason,
    stop_sequence: null,
    usage: { input_tokens: 40, cache_creation_input_tokens: 0, cache_read_input_tokens: 2, output_tokens: 7 },
  });
}

function anthropicError(status: number, type: string, words: string): Misbehaviour {
  return json({ type: "error", error: { type, message: words }, request_id: "req_1" }, status);
}

function candidates(candidate: object, rest: object = {}): Misbehaviour {
  return json({
    candidates: [{ index: 0, ...candidate }],
    usageMetadata: { promptTokenCount: 260, candidatesTokenCount: 1, thoughtsTokenCount: 12 },
    modelVersion: "gemini-test-001",
    ...rest,
  });
}

function googleError(code: number, status: string, words: string, details: object[] = []): Misbehaviour {
  return json({ error: { code, message: words, status, details } }, code);
}

describe("the Anthropic adapter", () => {
  it("sends the published shape", async () => {
    const request = { ...testQuestion, assistantPrefix: "The quality is", topLogprobs: 20 };
    const { calls } = await asking([message([{ type: "text", text: " good" }])], request, {
      ...anthropic,
      extraBody: { temperature: null, top_k: 1, model: "other", messages: [] },
    });
    expect(calls[0]?.path).toBe("/v1/messages");
    expect(calls[0]?.headers).toMatchObject({ "x-api-key": testKey, "anthropic-version": "2023-06-01" });
    expect(calls[0]?.headers.authorization).toBeUndefined();
    expect(calls[0]?.body).toEqual({
      model: "test-model",
      max_tokens: 64,
      top_k: 1,
      messages: [
        {
          role: "user",
          content: [
            { type: "image", source: { type: "base64", media_type: "image/png", data: picture } },
            { type: "text", text: testQuestion.prompt },
          ],
        },
        { role: "assistant", content: "The quality is" },
      ],
    });
  });

  it("keeps thinking apart from the answer and counts cached tokens", async () => {
    const content = [
      { type: "thinking", thinking: "A or B? A looks wrong.", signature: "x" },
      { type: "redacted_thinking", data: "…" },
      { type: "text", text: "B" },
    ];
    const { reply } = await asking([message(content)], testQuestion, anthropic);
    expect(reply).toMatchObject({
      text: "B",
      reasoning: "A or B? A looks wrong.",
      finishReason: "stop",
      logprobs: null,
      logprobState: "absent",
      promptTokens: 42,
      completionTokens: 7,
      model: "claude-test-20260101",
    });
  });

  it("tells an answer cut off, a refusal and an unknown stop apart", async () => {
    const ask = async (behaviour: Misbehaviour) => (await asking([behaviour], testQuestion, anthropic)).reply;
    expect(await ask(message([{ type: "thinking", thinking: "Hm" }], "max_tokens"))).toMatchObject({
      text: "",
      finishReason: "length",
    });
    const refused = await ask(message([], "refusal"));
    expect(refused.finishReason).toBe("content_filter");
    expect(refused.refusal).not.toBeNull();
    expect((await ask(message([], "pause_turn"))).finishReason).toBe("unknown");
  });

  it.each([
    [529, "overloaded_error", "Overloaded", "overload"],
    [429, "rate_limit_error", "Too many requests", "rate"],
    [401, "authentication_error", `invalid x-api-key ${testKey}`, "auth"],
    [404, "not_found_error", "model: no-such-model", "model"],
    [400, "invalid_request_error", "This model does not support assistant message prefill.", "parameter"],
    [400, "invalid_request_error", "image exceeds 5 MB maximum", "image"],
    [500, "api_error", "Internal server error", "server"],
  ])("reads %i %s", async (status, type, words, kind) => {
    expect((await failing([anthropicError(status, type, words)], anthropic)).kind).toBe(kind);
  });
});

describe("the Gemini adapter", () => {
  it("sends the published shape, the key in a header", async () => {
    const request = { ...testQuestion, assistantPrefix: "The quality is", topLogprobs: 5 };
    const { calls } = await asking([candidates({ finishReason: "STOP" })], request, {
      ...gemini,
      extraBody: { generationConfig: { thinkingConfig: { thinkingBudget: 0 } }, temperature: null },
    });
    expect(calls[0]?.path).toBe("/v1/models/test-model:generateContent");
    expect(calls[0]?.headers["x-goog-api-key"]).toBe(testKey);
    expect(calls[0]?.body).toEqual({
      generationConfig: {
        maxOutputTokens: 64,
        responseLogprobs: true,
        logprobs: 5,
        thinkingConfig: { thinkingBudget: 0 },
      },
      contents: [
        {
          role: "user",
          parts: [{ inlineData: { mimeType: "image/png", data: picture } }, { text: testQuestion.prompt }],
        },
        { role: "model", parts: [{ text: "The quality is" }] },
      ],
    });
  });

  it("keeps thoughts apart and reads the first position's log-probabilities, best first", async () => {
    const { reply } = await asking(
      [
        candidates({
          content: { role: "model", parts: [{ text: "A? no", thought: true }, { text: "B" }] },
          finishReason: "STOP",
          logprobsResult: {
            topCandidates: [
              {
                candidates: [
                  { token: "A", tokenId: 1, logProbability: -3 },
                  { token: "C", tokenId: 3, logProbability: -2 },
                ],
              },
            ],
            chosenCandidates: [{ token: "B", tokenId: 2, logProbability: -0.2 }],
          },
        }),
      ],
      testQuestion,
      gemini,
    );
    expect(reply).toMatchObject({
      text: "B",
      reasoning: "A? no",
      finishReason: "stop",
      logprobState: "finite",
      promptTokens: 260,
      completionTokens: 13,
      model: "gemini-test-001",
    });
    expect(reply.logprobs?.map(({ token }) => token)).toEqual(["B", "C", "A"]);
  });

  it("tells a blocked prompt, a blocked answer, a starved and an empty one apart", async () => {
    const blocked = await failing([json({ promptFeedback: { blockReason: "PROHIBITED_CONTENT" } })], gemini);
    expect(blocked).toMatchObject({ kind: "filter", retryable: false });
    expect((await failing([json({ candidates: [] })], gemini)).kind).toBe("empty");
    const ask = async (candidate: object) =>
      (await asking([candidates(candidate)], testQuestion, gemini)).reply;
    expect(await ask({ finishReason: "SAFETY" })).toMatchObject({ text: "", finishReason: "content_filter" });
    expect(await ask({ finishReason: "MAX_TOKENS", content: { role: "model" } })).toMatchObject({
      text: "",
      finishReason: "length",
    });
  });

  it("takes a bad key for what it is, and waits as a quota's details say", async () => {
    const badKey = googleError(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.");
    expect((await failing([badKey], gemini)).kind).toBe("auth");
    const retry = [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "34.5s" }];
    const quota = await failing([googleError(429, "RESOURCE_EXHAUSTED", "Quota exceeded", retry)], gemini);
    expect(quota).toMatchObject({ kind: "rate", retryAfterMs: 34_500 });
    const unknown = googleError(404, "NOT_FOUND", "models/nope is not found for API version v1beta");
    expect((await failing([unknown], gemini)).kind).toBe("model");
  });

  it("refuses a model id that would leave its path", () => {
    expect(() => openTestEndpoint("http://127.0.0.1:9999", { ...gemini, model: "../../secret" })).toThrow(
      /model id/,
    );
  });
});

describe("addresses and lists of models", () => {
  it.each<[Protocol, string, unknown]>([
    ["openai", "/models", { object: "list", data: [{ id: "test-model" }] }],
    ["anthropic", "/v1/models?limit=1000", { data: [{ id: "test-model", type: "model" }], has_more: false }],
    ["gemini", "/v1beta/models?pageSize=1000", { models: [{ name: "models/test-model" }] }],
  ])("%s, with the version added where the protocol has one", async (protocol, path, body) => {
    await using server = await startMisbehavingEndpoint([json(body)]);
    const endpoint = openTestEndpoint(server.url.replace(/\/v1$/, ""), { protocol });
    expect(await endpoint.models(never)).toEqual(["test-model"]);
    expect(server.calls[0]).toMatchObject({ method: "GET", path });
    await endpoint.close();
  });
});
