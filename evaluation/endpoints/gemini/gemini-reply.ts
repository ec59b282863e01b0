import { z } from "zod";
import type { ChatReply, TokenLogprob } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { cutRedacted } from "#/evaluation/endpoints/http/cut-redacted.ts";
import { cleanText, modelName, readAs, replyJson } from "#/evaluation/endpoints/http/reply-json.ts";
import { finishReason } from "#/evaluation/endpoints/replies/finish-reason.ts";
import { listOf } from "#/evaluation/endpoints/replies/first-fault.ts";

const tokens = z.int().min(0).nullish().catch(null);
const chosen = z.object({
  token: z.string(),
  logProbability: z.number().max(1e-3, "a log-probability above 0"),
});

const candidate = z.object({
  content: z
    .object({
      parts: listOf(
        z.looseObject({ text: z.string().nullish().catch(null), thought: z.boolean().nullish().catch(null) }),
      ),
    })
    .partial()
    .nullish(),
  finishReason: z.unknown().optional(),
  logprobsResult: z.unknown().optional(),
});
type Candidate = z.infer<typeof candidate>;

const logprobsShape = z
  .object({
    topCandidates: listOf(z.object({ candidates: listOf(chosen).default([]) })).default([]),
    chosenCandidates: listOf(chosen).default([]),
  })
  .nullish();

const response = z.object({
  candidates: listOf(candidate).default([]),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish().catch(null),
  usageMetadata: z
    .object({ promptTokenCount: tokens, candidatesTokenCount: tokens, thoughtsTokenCount: tokens })
    .nullish()
    .catch(null),
  modelVersion: z.string().nullish().catch(null),
});

/**
 * Reads the body of a 2xx generateContent. A blocked prompt is EndpointError `filter`, no candidate `empty`; a
 * blocked answer is a reply with finish reason `content_filter`. Parts marked as thoughts are kept apart.
 */
export function readGeminiReply(body: string, redact: Redact, readAt: readonly string[] | null): ChatReply {
  const json = replyJson(body, redact);
  const read = readAs("a Gemini response", redact, () => response.parse(json));
  const [first, ...others] = read.candidates;
  if (!first) throw withoutCandidate(read.promptFeedback?.blockReason, redact);
  const logprobs = readAs("a Gemini response", redact, () => firstPosition(first, readAt !== null));
  const usage = read.usageMetadata;
  return {
    ...said(first, redact),
    logprobs,
    logprobState: logprobs ? "finite" : first.logprobsResult === undefined ? "absent" : "null",
    alternatives: others.map((other) => said(other, redact)),
    promptTokens: usage?.promptTokenCount ?? null,
    completionTokens: usage ? (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0) : null,
    model: modelName(read.modelVersion, redact),
  };
}

function withoutCandidate(blockReason: string | null | undefined, redact: Redact): EndpointError {
  if (!blockReason) {
    return new EndpointError(
      "empty",
      "The endpoint answered without any candidate: there is no reply to read.",
    );
  }
  const why = cutRedacted(blockReason, 60, redact);
  return new EndpointError("filter", `The endpoint's safety filter blocks the request (${why}).`);
}

function textOf({ content }: Candidate, isThought: boolean): string {
  const parts = content?.parts ?? [];
  return parts.map((part) => ((part.thought ?? false) === isThought ? (part.text ?? "") : "")).join("");
}

function said(one: Candidate, redact: Redact): ChatReply["alternatives"][number] {
  return {
    text: cleanText(textOf(one, false), redact) ?? "",
    reasoning: cleanText(textOf(one, true), redact),
    finishReason: finishReason([one.finishReason], redact),
    refusal: null,
  };
}

/** Returns the top list of the first answered position with the chosen token in it, best first. */
function firstPosition({ logprobsResult }: Candidate, wasAsked: boolean): TokenLogprob[] | null {
  const read = (wasAsked ? logprobsShape : logprobsShape.catch(null)).parse(logprobsResult);
  const [chosenOne] = read?.chosenCandidates ?? [];
  const top = read?.topCandidates[0]?.candidates ?? [];
  const all = chosenOne && !top.some(({ token }) => token === chosenOne.token) ? [chosenOne, ...top] : top;
  if (all.length === 0) return null;
  return all
    .map(({ token, logProbability }) => ({ token, logprob: logProbability }))
    .toSorted((a, b) => b.logprob - a.logprob);
}
