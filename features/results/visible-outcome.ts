import type { ItemRecord } from "#/features/results/item-record.ts";

/** Right or wrong would give a hidden answer away. */
export function shownOutcome(outcome: ItemRecord["outcome"], seesAnswers: boolean): ItemRecord["outcome"] {
  return !seesAnswers && (outcome === "correct" || outcome === "wrong") ? "answered" : outcome;
}
