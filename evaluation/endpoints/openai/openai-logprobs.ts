import { z } from "zod";
import type { ChatReply, TokenLogprob } from "#/evaluation/endpoints/endpoint.ts";
import { listOf, recordOf } from "#/evaluation/endpoints/replies/first-fault.ts";

// Rounding lets a certain token come out a hair above 0.
const largestLogprob = 1e-3;
// vLLM writes -9999 for "not among the candidates".
const missingLogprob = -9999;

// Python servers write what is no number as null or as text such as "-inf".
const logprob = z
  .union([z.number().max(largestLogprob, "a log-probability above 0"), z.string(), z.null()])
  .transform((value) => (typeof value === "number" ? value : Number.NaN));

const alternative = z.object({
  token: z.string(),
  bytes: listOf(z.number().int().min(0).max(255)).nullish(),
  logprob,
});

const openAiShape = z.object({
  content: listOf(alternative.extend({ top_logprobs: listOf(alternative).nullish() })),
});

/** Together's and the older completions API's: parallel arrays, one dictionary for each position. */
const arrayShape = z.object({
  tokens: listOf(z.string()),
  token_logprobs: listOf(logprob),
  top_logprobs: listOf(recordOf(logprob).nullable()).nullish(),
});

/**
 * Returns the candidates of one position, most likely first, of a choice's `logprobs` in either shape: the last position at
 * which one of the words `readAt` begins, else the first; null when there are none. Candidates marked as missing are
 * left out; the token itself is added when the list lacks it. Throws a ZodError for what cannot be log-probabilities.
 */
export function answerPosition(logprobs: unknown, readAt: readonly string[]): TokenLogprob[] | null {
  const known = allCandidates(logprobs, readAt).filter((candidate) => candidate.logprob > missingLogprob);
  if (known.length === 0) return null;
  return known.toSorted((a, b) => b.logprob - a.logprob);
}

/** Returns what a choice's `logprobs` is, beside the list that `answerPosition` reads from it. */
export function logprobState(logprobs: unknown, first: TokenLogprob[] | null): ChatReply["logprobState"] {
  if (first !== null) return "finite";
  if (logprobs === undefined) return "absent";
  return allCandidates(logprobs, []).length > 0 ? "not-numbers" : "null";
}

function allCandidates(logprobs: unknown, readAt: readonly string[]): TokenLogprob[] {
  if (typeof logprobs !== "object" || logprobs === null) return [];
  if ("content" in logprobs && Array.isArray(logprobs.content))
    return fromOpenAi(openAiShape.parse(logprobs), readAt);
  if ("tokens" in logprobs && Array.isArray(logprobs.tokens))
    return fromArrays(arrayShape.parse(logprobs), readAt);
  return [];
}

function fromOpenAi({ content }: z.infer<typeof openAiShape>, readAt: readonly string[]): TokenLogprob[] {
  const said =
    content[
      placeOf(
        content.map(({ token }) => token),
        readAt,
      )
    ];
  if (!said) return [];
  const top = (said.top_logprobs ?? []).map(candidateOf);
  return top.some((candidate) => candidate.token === said.token) ? top : [candidateOf(said), ...top];
}

function placeOf(tokens: readonly string[], words: readonly string[]): number {
  const index = tokens.findLastIndex((token) => {
    const start = token.replace(/^[\s"'Ġ▁]+/u, "").toLowerCase();
    return start !== "" && words.some((word) => word.toLowerCase().startsWith(start));
  });
  return Math.max(0, index);
}

function candidateOf({ token, bytes, logprob: value }: z.infer<typeof alternative>): TokenLogprob {
  return bytes ? { token, bytes, logprob: value } : { token, logprob: value };
}

function fromArrays(logprobs: z.infer<typeof arrayShape>, readAt: readonly string[]): TokenLogprob[] {
  const index = placeOf(logprobs.tokens, readAt);
  const listed = logprobs.top_logprobs?.[index] ?? new Map<string, number>();
  const top = [...listed].map(([token, value]) => ({ token, logprob: value }));
  const token = logprobs.tokens[index];
  const value = logprobs.token_logprobs[index];
  if (token === undefined || typeof value !== "number") return top;
  return top.some((candidate) => candidate.token === token) ? top : [{ token, logprob: value }, ...top];
}
