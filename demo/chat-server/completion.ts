import { randomUUID } from "node:crypto";
import type { ChatRequest } from "#/demo/chat-server/chat-request.ts";
import { type Candidate, chooseCandidate, type Step } from "#/demo/chat-server/token-step.ts";

const tokensPerImage = 256;

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

function logprobEntry({ text, logprob }: Candidate) {
  return { token: text, logprob, bytes: [...Buffer.from(text)] };
}

function choice(request: ChatRequest, steps: readonly Step[], index: number, random: () => number) {
  const kept = steps.slice(0, request.maxTokens);
  const chosen = kept.map((step) => ({
    step,
    candidate: chooseCandidate(step, request.temperature, random),
  }));
  const top = request.topLogprobs;
  return {
    index,
    message: {
      role: "assistant",
      content: chosen.map(({ candidate }) => candidate.text).join(""),
      refusal: null,
    },
    logprobs:
      top === null
        ? null
        : {
            content: chosen.map(({ step, candidate }) => ({
              ...logprobEntry(candidate),
              top_logprobs: step.slice(0, top).map(logprobEntry),
            })),
            refusal: null,
          },
    finish_reason: kept.length < steps.length ? "length" : "stop",
  };
}

function countPromptTokens({ messages }: ChatRequest): number {
  return messages.reduce(
    (sum, { text, images }) => sum + 4 + Math.ceil(text.length / 4) + images.length * tokensPerImage,
    0,
  );
}

/** The body of a chat completion: `samples` readings of the same steps. */
export function createCompletion(
  request: ChatRequest,
  steps: readonly Step[],
  model: string,
  fingerprint: string,
) {
  const random = request.seed === null ? Math.random : seeded(request.seed);
  const choices = Array.from({ length: request.samples }, (_, index) =>
    choice(request, steps, index, random),
  );
  const promptTokens = countPromptTokens(request);
  const completionTokens = choices.length * Math.min(steps.length, request.maxTokens);
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model,
    system_fingerprint: fingerprint,
    choices,
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  };
}
