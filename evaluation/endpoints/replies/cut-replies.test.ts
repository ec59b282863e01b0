import { expect, it } from "vitest";
import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { createRedactor } from "#/evaluation/endpoints/errors/redact.ts";
import { type Readings, readReply } from "#/evaluation/endpoints/replies/read-reply.ts";
import { longestAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";

const long = "x".repeat(longestAnswer + 1);
const parts = [long.slice(0, 60_000), long.slice(60_000)];

function read(as: "openai" | "anthropic" | "gemini", body: unknown, status = 200): ChatReply {
  return readReply(as, { status, headers: {}, body: JSON.stringify(body) }, createRedactor(null), []);
}

const replies: readonly (readonly [as: "openai" | "anthropic" | "gemini", body: unknown])[] = [
  [
    "openai",
    {
      model: long,
      choices: [
        { message: { content: long, reasoning: long, refusal: long } },
        { message: { content: long } },
      ],
    },
  ],
  [
    "openai",
    {
      model: long,
      choices: [
        {
          message: {
            content: [
              ...parts.map((text) => ({ type: "text", text })),
              { type: "thinking", thinking: long },
              { type: "refusal", refusal: long },
            ],
          },
        },
      ],
    },
  ],
  [
    "anthropic",
    {
      type: "message",
      model: long,
      content: [...parts.map((text) => ({ type: "text", text })), { type: "thinking", thinking: long }],
      stop_reason: "refusal",
    },
  ],
  [
    "gemini",
    {
      modelVersion: long,
      candidates: [
        { content: { parts: [...parts.map((text) => ({ text })), { text: long, thought: true }] } },
        { content: { parts: [{ text: long }] } },
      ],
    },
  ],
];

it.each(replies)("reads no more of a reply's texts than is stored: %s", (as, body) => {
  const { text, reasoning, refusal, alternatives, model } = read(as, body);
  expect(text).toBe("x".repeat(longestAnswer));
  expect(reasoning).toHaveLength(longestAnswer);
  expect(refusal ?? text).toHaveLength(longestAnswer);
  for (const other of alternatives) expect(other.text).toHaveLength(longestAnswer);
  expect(model).toBe("x".repeat(200));
});

const errors: readonly (readonly [as: keyof Readings, body: unknown, status: number])[] = [
  ["openai", { error: { message: long, code: long, type: long } }, 400],
  ["openai", { error: { message: long } }, 200],
  [
    "openai",
    {
      choices: [
        {
          message: { content: "A" },
          logprobs: { tokens: ["A"], token_logprobs: [0], top_logprobs: [{ [long]: {} }] },
        },
      ],
    },
    200,
  ],
  ["gemini", { promptFeedback: { blockReason: long } }, 200],
];

it.each(errors)("tells of an error no more than a sentence: %s %j", (as, body, status) => {
  const reading = () =>
    readReply(as, { status, headers: {}, body: JSON.stringify(body) }, createRedactor(null), []);
  expect(reading).toThrow(expect.objectContaining({ message: expect.stringMatching(/^.{20,500}$/s) }));
});

it("tells of the models that a server lists no more than a name each", () => {
  const body = JSON.stringify({ data: [{ id: long }, { id: "b" }] });
  const models = readReply("listed-models", { status: 200, headers: {}, body }, createRedactor(null), []);
  expect(models).toEqual(["x".repeat(300), "b"]);
});
