import type { ItemRecord } from "#/features/results/item-record.ts";

/** Right or wrong would give a hidden answer away. */
export function visibleOutcome(
  outcome: ItemRecord["outcome"],
  canSeeAnswers: boolean,
): ItemRecord["outcome"] {
  return !canSeeAnswers && (outcome === "correct" || outcome === "wrong") ? "answered" : outcome;
}
