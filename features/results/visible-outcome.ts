import type { ItemRecord } from "#/features/results/item-record.ts";

/** Right or wrong would give a hidden answer away. */
export function visibleOutcome(
  outcome: ItemRecord["outcome"],
  canSeeAnswerKeys: boolean,
): ItemRecord["outcome"] {
  return !canSeeAnswerKeys && (outcome === "correct" || outcome === "wrong") ? "answered" : outcome;
}
