import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { errorTable } from "#/evaluation/endpoints/errors/error-table.ts";

/** Why a reply is no answer, beside an answer from which nothing can be read. */
export type NoAnswer = "refused" | "starved" | "empty";

type Ending = Pick<ChatReply, "finishReason" | "refusal">;

/** The provider stopped the answer: whatever came of it before does not count as one. */
export function isFiltered({ finishReason }: Pick<Ending, "finishReason">): boolean {
  return finishReason === "content_filter";
}

/**
 * Returns why nothing could be read from a reply; null where the model did answer, in words that nobody can read.
 * `isSilent`: it said nothing, or nothing but its reasoning.
 */
export function noAnswerOf({ finishReason, refusal }: Ending, isSilent: boolean): NoAnswer | null {
  if (refusal !== null || finishReason === "content_filter") return "refused";
  if (finishReason === "length") return "starved";
  return isSilent ? "empty" : null;
}

/** Outcomes that may be others when the same is asked once more. */
export function isAskedAgain(outcome: string | null): outcome is "starved" | "empty" {
  return outcome === "starved" || outcome === "empty";
}

/** What the submitter reads beside such an item; null for outcomes that need no words. */
export function noAnswerReason(outcome: string): string | null {
  if (outcome === "starved") return errorTable.starved.sentence;
  return outcome === "empty"
    ? "The model ended without an answer, and once more when it was asked again."
    : null;
}
