import { z } from "zod";
import type { ChatReply, FinishReason, TokenLogprob } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { cutRedacted } from "#/evaluation/endpoints/http/cut-redacted.ts";
import { cleanText, modelName, readAs, replyJson } from "#/evaluation/endpoints/http/reply-json.ts";
import { listOf } from "#/evaluation/endpoints/replies/first-fault.ts";

const tokens = z.int().min(0).nullish().catch(null);
const chosen = z.object({
  token: z.string(),
  logProbability: z.number().max(1e-3, "a log-probability above 0"),
});

const candidate = z.object({
  content: z
    .object({ parts: listOf(z.looseObject({ text: z.string().nullish(), thought: z.boolean().nullish() })) })
    .partial()
    .nullish(),
  finishReason: z.string().nullish(),
  logprobsResult: z
    .object({
      topCandidates: listOf(z.object({ candidates: listOf(chosen).default([]) })).default([]),
      chosenCandidates: listOf(chosen).default([]),
    })
    .nullish(),
});
type Candidate = z.infer<typeof candidate>;

const response = z.object({
  candidates: listOf(candidate).default([]),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish().catch(null),
  usageMetadata: z
    .object({ promptTokenCount: tokens, candidatesTokenCount: tokens, thoughtsTokenCount: tokens })
    .nullish()
    .catch(null),
  modelVersion: z.string().nullish().catch(null),
});

const blocked = new Set([
  "SAFETY",
  "RECITATION",
  "LANGUAGE",
  "BLOCKLIST",
  "PROHIBITED_CONTENT",
  "SPII",
  "IMAGE_SAFETY",
]);

/**
 * Reads the body of a 2xx generateContent. A blocked prompt is EndpointError `filter`, no candidate `empty`; a
 * blocked answer is a reply with finish reason `content_filter`. Parts marked as thoughts are kept apart.
 */
export function readGeminiReply(body: string, redact: Redact): ChatReply {
  const json = replyJson(body, redact);
  const read = readAs("a Gemini response", redact, () => response.parse(json));
  const [first, ...others] = read.candidates;
  if (!first) throw withoutCandidate(read.promptFeedback?.blockReason, redact);
  const logprobs = firstPosition(first);
  const usage = read.usageMetadata;
  return {
    text: cleanText(textOf(first, false), redact) ?? "",
    reasoning: cleanText(textOf(first, true), redact),
    finishReason: finishReason(first),
    refusal: null,
    logprobs,
    logprobState: logprobs ? "finite" : first.logprobsResult === undefined ? "absent" : "null",
    alternatives: others.map((other) => cleanText(textOf(other, false), redact) ?? ""),
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

function finishReason({ finishReason: said }: Candidate): FinishReason {
  if (said === "STOP") return "stop";
  if (said === "MAX_TOKENS") return "length";
  return blocked.has(said ?? "") ? "content_filter" : "unknown";
}

/** Returns the top list of the first answered position with the chosen token in it, best first. */
function firstPosition({ logprobsResult }: Candidate): TokenLogprob[] | null {
  const [said] = logprobsResult?.chosenCandidates ?? [];
  const top = logprobsResult?.topCandidates[0]?.candidates ?? [];
  const all = said && !top.some(({ token }) => token === said.token) ? [said, ...top] : top;
  if (all.length === 0) return null;
  return all
    .map(({ token, logProbability }) => ({ token, logprob: logProbability }))
    .toSorted((a, b) => b.logprob - a.logprob);
}
