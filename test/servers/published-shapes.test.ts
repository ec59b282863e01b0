import { expect, it } from "vitest";
import { assessmentRequest } from "#/evaluation/tasks/assessment/request/build-request.ts";
import { asking, testQuestion } from "#/test/ask-endpoint.ts";
import { json, ok } from "#/test/misbehaviours.ts";
import { type SentBody, sentBody, shapeErrors, standardPart } from "#/test/servers/published-shapes.ts";

const protocols = ["openai", "anthropic", "gemini"] as const;
const replies = {
  openai: ok("B"),
  anthropic: json({ type: "message", content: [{ type: "text", text: "B" }] }),
  gemini: json({ candidates: [{ content: { parts: [{ text: "B" }] } }] }),
};

async function sentAs(protocol: (typeof protocols)[number], request = testQuestion): Promise<SentBody> {
  const { calls } = await asking([replies[protocol]], request, { protocol });
  const [sent] = calls.flatMap((call) => sentBody(protocol, call) ?? []);
  if (!sent) throw new Error("Nothing was sent.");
  return sent;
}

/** The same body with one field renamed wherever it stands, or given another value. */
function spoilt({ protocol, body }: SentBody, from: string, to: string): SentBody {
  const text = JSON.stringify(body);
  expect(text).toContain(from);
  return { protocol, body: JSON.parse(text.replace(from, to)) };
}

it("a plain question is valid in all three protocols as it is sent", { timeout: 60_000 }, async () => {
  const sent = await Promise.all(protocols.map((protocol) => sentAs(protocol)));
  expect(await shapeErrors(sent)).toEqual([]);
});

it("a rating on the first token has no field that is not published", { timeout: 60_000 }, async () => {
  const profile = {
    words: ["good", "poor"] as const,
    topK: 20,
    prefillFields: {},
    turnFields: {},
    logprobFields: {},
    exact: null,
    choiceFields: {},
    samplesPerCall: 10,
  };
  const requests = (["F", "S", "T"] as const).map((rung) =>
    assessmentRequest(rung, profile, testQuestion.images),
  );
  const sent = await Promise.all(requests.map((request) => sentAs("openai", request)));
  sent.push(await sentAs("gemini", requests[0]), await sentAs("anthropic", requests[2]));
  expect(await shapeErrors(sent)).toEqual([]);
});

it("what is not published is told, field by field", { timeout: 60_000 }, async () => {
  const [openai, anthropic, gemini] = await Promise.all(protocols.map((protocol) => sentAs(protocol)));
  if (!openai || !anthropic || !gemini) throw new Error("Three protocols.");
  const wrong: SentBody[] = [
    spoilt(openai, '"max_tokens"', '"maxTokens"'),
    spoilt(openai, '"image_url":{"url"', '"image_url":{"uri"'),
    spoilt(openai, '"temperature":0', '"temperature":"0"'),
    spoilt(openai, '"role":"user"', '"role":"human"'),
    spoilt(openai, '"temperature":0', '"temperature":0,"continue_final_message":true'),
    spoilt(anthropic, '"media_type":"image/png"', '"media_type":"image/bmp"'),
    spoilt(anthropic, '"max_tokens"', '"max_completion_tokens"'),
    spoilt(gemini, '"maxOutputTokens"', '"max_output_tokens"'),
    spoilt(gemini, '"mimeType"', '"mime_type"'),
  ];
  const places = (await shapeErrors(wrong)).map((error) =>
    /^sent\.ts\((\d+),|\/sent\.ts\((\d+),/.exec(error),
  );
  const lines = new Set(places.flatMap((place) => (place ? [Number(place[1] ?? place[2])] : [])));
  expect([...lines].sort((a, b) => a - b)).toEqual(wrong.map((_, index) => 4 + index));
});

it("takes away nothing but what is listed as other servers' own", () => {
  const body = { model: "m", regex: "(a|b)", seed: 1, messages: [{ role: "assistant", prefix: true }] };
  expect(standardPart({ protocol: "openai", body }).body).toEqual({
    model: "m",
    seed: 1,
    messages: [{ role: "assistant" }],
  });
});
