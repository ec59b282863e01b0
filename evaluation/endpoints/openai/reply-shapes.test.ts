import { describe, expect, it } from "vitest";
import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { asking, openTestEndpoint, testQuestion } from "#/test/ask-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";

const completion = (message: unknown, more: object = {}) => ({
  choices: [{ index: 0, message, finish_reason: "stop", ...more }],
});
const said = (content: unknown) => does.json(completion({ role: "assistant", content }));
const chunk = (delta: object, finish_reason: string | null = null, more: object = {}) =>
  JSON.stringify({ object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }], ...more });
const raw = (body: string | Uint8Array, type = "application/json") =>
  does.status(200, { "content-type": type }, body);
const pieces = [
  chunk({ role: "assistant", content: "" }),
  chunk({ content: "The " }),
  chunk({ content: "B" }),
];
const end = chunk({}, "stop", { usage: { prompt_tokens: 7, completion_tokens: 2 } });
const whole = JSON.stringify(completion({ content: "B" }));
const stream = (...events: string[]) => events.map((event) => `data: ${event}\n\n`).join("");
const utf16 = Buffer.from(`\ufeff${whole}`, "utf16le");

const answers: [string, does.Misbehaviour, Partial<ChatReply>][] = [
  ["parts with types", said([{ type: "text", text: "B" }]), { text: "B" }],
  ["parts without types", said([{ text: "The " }, { text: "B" }]), { text: "The B" }],
  ["texts in a list", said(["The ", "B"]), { text: "The B" }],
  ["one part alone", said({ type: "text", text: "B" }), { text: "B" }],
  [
    "a text with its value inside",
    said([{ type: "text", text: { value: "B", annotations: [] } }]),
    { text: "B" },
  ],
  [
    "Mistral's thinking, a list of its own",
    said([
      {
        type: "thinking",
        thinking: [
          { type: "text", text: "A? " },
          { type: "text", text: "No." },
        ],
      },
      { type: "text", text: "B" },
    ]),
    { text: "B", reasoning: "A? No." },
  ],
  [
    "thinking in a part without a type",
    said([{ thinking: "A?" }, { text: "B" }]),
    { text: "B", reasoning: "A?" },
  ],
  [
    "a thought marked as one",
    said([{ text: "A?", thought: true }, { text: "B" }]),
    { text: "B", reasoning: "A?" },
  ],
  [
    "parts nobody knows, and none at all",
    said([null, 7, { type: "reference", reference_ids: [1], text: "A" }, { type: "text", text: "B" }]),
    { text: "B" },
  ],
  [
    "a refusal as a part",
    said([{ type: "refusal", refusal: "I can't." }]),
    { text: "", refusal: "I can't." },
  ],
  [
    "reasoning in details",
    does.json(completion({ content: "B", reasoning_details: [{ type: "reasoning.text", text: "A?" }] })),
    { text: "B", reasoning: "A?" },
  ],
  [
    "odd fields beside the content",
    does.json(completion({ content: "B", refusal: false, reasoning: 7 })),
    { text: "B", refusal: null },
  ],
  [
    "an empty error beside the answer",
    does.json({ error: {}, detail: null, ...completion({ content: "B" }) }),
    { text: "B" },
  ],
  ["log-probabilities as text", does.ok("B", { logprobs: "none" }), { text: "B", logprobs: null }],
  [
    "log-probabilities of no shape",
    does.ok("B", { logprobs: { content: [{ token: 7 }, "x"] } }),
    { text: "B", logprobs: null },
  ],
  [
    "log-probabilities above 0",
    does.ok("B", { logprobs: { content: [{ token: "B", logprob: 2 }] } }),
    { text: "B", logprobs: null },
  ],
  ["a byte-order mark", raw(`\ufeff${whole}`), { text: "B" }],
  ["UTF-16", raw(utf16), { text: "B" }],
  ["an end mark behind it", raw(`${whole}\n\ndata: [DONE]\n\n`), { text: "B" }],
  ["an end mark right behind it", raw(`${whole}[DONE]`), { text: "B" }],
  ["one event that holds it whole", raw(stream(whole, "[DONE]"), "text/event-stream"), { text: "B" }],
  ["a list of one", raw(`[${whole}]`), { text: "B" }],
  [
    "events",
    raw(stream(...pieces, end, "[DONE]"), "text/event-stream"),
    { text: "The B", finishReason: "stop", promptTokens: 7, completionTokens: 2 },
  ],
  [
    "events with comments and names",
    raw(`: PROCESSING\n\nevent: x\nid: 1\n${stream(...pieces, end)}`),
    { text: "The B" },
  ],
  [
    "events with nothing between them",
    raw([...pieces, end].map((event) => `data:${event}`).join("\r\n")),
    { text: "The B" },
  ],
  [
    "an event over several lines",
    raw(`data: {"choices":\ndata: [{"message":{"content":"B"}}]}\n\n`),
    { text: "B" },
  ],
  ["pieces line by line", raw([...pieces, end].join("\n")), { text: "The B" }],
  ["pieces in a list", raw(`[${[...pieces, end].join()}]`), { text: "The B" }],
  [
    "events of a model that thinks",
    raw(
      stream(
        chunk({ reasoning_content: "A" }),
        chunk({ reasoning_content: "?" }),
        chunk({ content: "B" }),
        end,
      ),
    ),
    { text: "B", reasoning: "A?" },
  ],
  [
    "the end as an object",
    does.json(completion({ content: "B" }, { finish_reason: { type: "stop" } })),
    { finishReason: "stop" },
  ],
  [
    "no end",
    does.json(completion({ content: "B" }, { finish_reason: undefined })),
    { finishReason: "unknown" },
  ],
  ["Cohere's end", does.ok("B", { finishReason: "COMPLETE" }), { finishReason: "stop" }],
  ["Gemini's length", does.ok("B", { finishReason: "MAX_TOKENS" }), { finishReason: "length" }],
  [
    "the model's whole context",
    does.ok("B", { finishReason: "model_context_window_exceeded" }),
    { finishReason: "length" },
  ],
];

const blocked = [
  "content_filter",
  "SAFETY",
  "RECITATION",
  "PROHIBITED_CONTENT",
  "content_filter: PROHIBITED_CONTENT",
  "content_filter: RECITATION",
  "IMAGE_SAFETY",
  "BLOCKLIST",
  "SPII",
  "sensitive",
  "guardrail_intervened",
  "refusal",
];
describe("the OpenAI adapter reads", () => {
  it.each(answers)("%s", async (_, script, expected) => {
    expect((await asking([script])).reply).toMatchObject(expected);
  });

  it.each(blocked)("%s as what the provider declines, whoever says it", async (word) => {
    for (const content of [null, "It is B"]) {
      const { reply } = await asking([does.json(does.completionBody({ content, finishReason: word }))]);
      expect(reply.finishReason).toBe("content_filter");
    }
    const native = does.json(completion({ content: "" }, { native_finish_reason: word }));
    expect((await asking([native])).reply.finishReason).toBe("content_filter");
    const without = does.json({ choices: [{ index: 0, finish_reason: word }] });
    expect((await asking([without])).reply).toMatchObject({ text: "", finishReason: "content_filter" });
  });

  it("leaves broken-off choices out and keeps why the others ended", async () => {
    const [first] = completion({ content: "A" }).choices;
    const cut = { message: { content: "Sc" }, finish_reason: "length" };
    const failed = { message: { content: "B" }, finish_reason: "abort" };
    const { reply } = await asking([does.json({ choices: [first, cut, failed] })]);
    expect(reply.alternatives).toMatchObject([{ text: "Sc", finishReason: "length" }]);
  });
});

it("takes an address with the blanks that copying brings along", async () => {
  const { reply, calls } = await asking([does.ok("B")], testQuestion);
  const endpoint = openTestEndpoint(` \n\thttp://${calls[0]?.headers.host}/v1 \u00a0`);
  await endpoint.close();
  expect(reply.text).toBe("B");
});
