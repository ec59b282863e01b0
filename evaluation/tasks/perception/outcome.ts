import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import type { EndpointErrorKind } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { isFiltered, noAnswerOf } from "#/evaluation/tasks/no-answer.ts";
import type { ParsedAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";

/**
 * What became of one item of a run.
 * - `correct`, `wrong`: an option was read and the key is known; `answered`: read, key unknown.
 * - `unparsed`: a reply no option can be read from; `refused`: the model or a filter declined;
 *   `starved`: the token limit ended the reply before an answer; `empty`: it ended by itself without one.
 *   All four count as wrong.
 * - `error`: the call failed; `absent`: nothing was asked or handed in. Both are missing, never answers.
 */
const itemOutcomes = [
  "correct",
  "wrong",
  "answered",
  "unparsed",
  "refused",
  "starved",
  "empty",
  "error",
  "absent",
] as const;

export type ItemOutcome = (typeof itemOutcomes)[number];

export function isMissing(outcome: ItemOutcome): boolean {
  return outcome === "error" || outcome === "absent";
}

export type PerceptionReply = { answer: ParsedAnswer } & Pick<ChatReply, "finishReason" | "refusal">;

/**
 * Returns the outcome of a reply that arrived. `correctOption` is null where the key is unknown.
 * A readable answer counts even when the reply was cut off after it, but not what a filter left of one.
 */
export function classifyOutcome(reply: PerceptionReply, correctOption: number | null): ItemOutcome {
  const { answer } = reply;
  if (answer.option !== null && !isFiltered(reply)) {
    if (correctOption === null) return "answered";
    return answer.option === correctOption ? "correct" : "wrong";
  }
  if (answer.option === null && answer.reason === "refused") return "refused";
  return noAnswerOf(reply, answer.option === null && answer.reason === "empty") ?? "unparsed";
}

/**
 * Returns the outcome of an item whose call failed for good: a content filter's verdict is the model's refusal,
 * everything else is missing.
 * @internal
 */
export function outcomeOfFailure(kind: EndpointErrorKind): ItemOutcome {
  return kind === "filter" ? "refused" : "error";
}
