import type { EndpointErrorKind } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { ParsedAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";

/**
 * What became of one item of a run.
 * - `correct`, `wrong`: an option was read and the key is known; `answered`: read, key unknown.
 * - `unparsed`: a reply no option can be read from; `refused`: the model or a filter declined;
 *   `starved`: the token limit ended the reply before an answer. All three count as wrong.
 * - `error`: the call failed; `absent`: nothing was asked or handed in. Both are missing, never answers.
 */
const itemOutcomes = [
  "correct",
  "wrong",
  "answered",
  "unparsed",
  "refused",
  "starved",
  "error",
  "absent",
] as const;

export type ItemOutcome = (typeof itemOutcomes)[number];

export function isMissing(outcome: ItemOutcome): boolean {
  return outcome === "error" || outcome === "absent";
}

export type PerceptionReply = {
  answer: ParsedAnswer;
  finishReason: "stop" | "length" | "content_filter" | "unknown";
  /** The server's own refusal text, if it sent one. */
  refusal: string | null;
};

/**
 * Returns the outcome of a reply that arrived. `correctOption` is null where the key is unknown.
 * A readable answer always counts, even when the reply was cut off after it.
 */
export function classifyOutcome(reply: PerceptionReply, correctOption: number | null): ItemOutcome {
  const { answer } = reply;
  if (answer.option !== null) {
    if (correctOption === null) return "answered";
    return answer.option === correctOption ? "correct" : "wrong";
  }
  if (reply.refusal !== null || reply.finishReason === "content_filter") return "refused";
  if (answer.reason === "refused") return "refused";
  return reply.finishReason === "length" ? "starved" : "unparsed";
}

/**
 * Returns the outcome of an item whose call failed for good: a content filter's verdict is the model's refusal,
 * everything else is missing.
 * @internal
 */
export function outcomeOfFailure(kind: EndpointErrorKind): ItemOutcome {
  return kind === "filter" ? "refused" : "error";
}
