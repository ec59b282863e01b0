import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatServer } from "#/demo/chat-server/serve-chat.ts";
import {
  referenceModels,
  startReferenceEndpoint,
} from "#/demo/reference-endpoint/start-reference-endpoint.ts";

const question =
  "Is this image dark?\nA. Yes\nB. No\nC. Cannot tell\nAnswer with the option's letter directly.";

let server: ChatServer;
let black: string;

beforeAll(async () => {
  server = await startReferenceEndpoint({ apiKey: "secret" });
  const image = sharp({ create: { width: 64, height: 48, channels: 3, background: "#050505" } });
  black = `data:image/png;base64,${(await image.png().toBuffer()).toString("base64")}`;
});
afterAll(() => server.close());

async function post(body: object, key = "secret") {
  const response = await fetch(`${server.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model: referenceModels.all, temperature: 0, ...body }),
  });
  return { status: response.status, body: await response.json() };
}

const ask = (text: string, url = black) => ({
  role: "user",
  content: [
    { type: "image_url", image_url: { url } },
    { type: "text", text },
  ],
});

describe("the reference endpoint", () => {
  it("lists its model and asks for its key", async () => {
    const response = await fetch(`${server.baseUrl}/models`, { headers: { authorization: "Bearer secret" } });
    expect((await response.json()).data[0].id).toBe(referenceModels.all);
    const refused = await post({ messages: [ask(question)] }, "wrong");
    expect([refused.status, refused.body.error.code]).toEqual([401, "invalid_api_key"]);
  });

  it("answers with a letter, its log-probabilities and usage, each time the same", async () => {
    const request = { messages: [ask(question)], logprobs: true, top_logprobs: 2, max_tokens: 8, n: 2 };
    const { status, body } = await post(request);
    expect(status).toBe(200);
    expect(body.choices.map((choice: { message: { content: string } }) => choice.message.content)).toEqual([
      "A",
      "A",
    ]);
    const [token] = body.choices[0].logprobs.content;
    expect(token.top_logprobs).toHaveLength(2);
    expect(token.top_logprobs[0]).toEqual({ token: "A", logprob: token.logprob, bytes: [65] });
    expect(body.choices[0].finish_reason).toBe("stop");
    expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens);
    expect((await post(request)).body.choices).toEqual(body.choices);
  });

  it("continues a prefilled turn with words of quality", async () => {
    const { body } = await post({
      messages: [
        ask("Rate the quality of the image."),
        { role: "assistant", content: "The quality of the image is" },
      ],
      continue_final_message: true,
      add_generation_prompt: false,
      logprobs: true,
      top_logprobs: 20,
      max_tokens: 1,
    });
    const words = new Map<string, number>(
      body.choices[0].logprobs.content[0].top_logprobs.map((found: { token: string; logprob: number }) => [
        found.token,
        found.logprob,
      ]),
    );
    expect(words.get(" poor")).toBeGreaterThan(words.get(" good") ?? 0);
    expect([...words.values()].reduce((sum, logprob) => sum + Math.exp(logprob), 0)).toBeCloseTo(1, 9);
    expect(body.choices[0].finish_reason).toBe("length");
  });

  it("says a sentence without the prefill, a number on a scale, one of the words, and a description", async () => {
    const say = async (text: string) =>
      (await post({ messages: [ask(text)] })).body.choices[0].message.content;
    expect(await say("Rate the quality of the image.")).toMatch(/^The quality of the image is \w+\.$/);
    expect(await say("Rate the quality of the image, from 0 (worst) to 100 (best).")).toMatch(/^\d{1,3}$/);
    const choice = 'Rate the quality of the image. Answer with one word only, either "good" or "poor".';
    expect(await say(choice)).toBe("poor");
    expect(
      await say("Describe the quality, aesthetics and other low-level appearance of the image in details."),
    ).toMatch(/underexposed/);
  });

  it.each([
    ["a picture that is none", () => ({ messages: [ask(question, "data:image/png;base64,aGVsbG8=")] }), 400],
    ["a picture by address", () => ({ messages: [ask(question, "https://example.com/a.png")] }), 400],
    ["no messages", () => ({ messages: [] }), 400],
    ["too many alternatives", () => ({ messages: [ask(question)], logprobs: true, top_logprobs: 21 }), 400],
    ["another model", () => ({ messages: [ask(question)], model: "other" }), 404],
    ["a prefill without its flags", () => ({ messages: [ask(question)], continue_final_message: true }), 400],
  ])("refuses %s", async (_, request, status) => {
    const refused = await post(request());
    expect(refused.status).toBe(status);
    expect(refused.body.error.message).toEqual(expect.any(String));
  });
});
