import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";
import { type ItemOutcome, isMissing } from "#/evaluation/tasks/perception/outcome.ts";
import { type Classified, type Slice, slicesOf, slicesOfSet } from "#/evaluation/tasks/perception/slices.ts";

/** `value`, `low` and `high` are shares in 0–1, the 95 % Wilson interval; all three null when `n` is 0. */
type SliceScore = Estimate & { slice: Slice; n: number };

export type PerceptionScore = {
  /** One for each slice of the set, in reading order: `slices`, or `pairSlices` of pairs. */
  scores: SliceScore[];
  /** Items that came back with a reply, whatever it was worth, divided by all items; 0 without items. */
  coverage: number;
};

export type ScoredItem = Classified & { outcome: ItemOutcome };

/**
 * Returns the accuracy of a run on every slice. `n` counts the items that came back: unparsed, refused and starved
 * ones are wrong, missing ones (error, absent) are left out and lower the coverage. Items whose key is
 * unknown (`answered`) cover, but count in no slice.
 */
export function scorePerception(items: Iterable<ScoredItem>): PerceptionScore {
  const all = [...items];
  const tally = new Map<Slice, { correct: number; n: number }>(
    slicesOfSet(all).map((slice) => [slice, { correct: 0, n: 0 }]),
  );
  let replied = 0;
  for (const item of all) {
    if (isMissing(item.outcome)) continue;
    replied += 1;
    if (item.outcome === "answered") continue;
    for (const slice of slicesOf(item)) {
      const count = tally.get(slice);
      if (!count) continue;
      count.n += 1;
      if (item.outcome === "correct") count.correct += 1;
    }
  }
  return {
    scores: Array.from(tally, ([slice, count]) => sliceScore(slice, count.correct, count.n)),
    coverage: all.length === 0 ? 0 : replied / all.length,
  };
}

function sliceScore(slice: Slice, correct: number, n: number): SliceScore {
  const interval = wilsonInterval(correct, n);
  return {
    slice,
    value: n === 0 ? null : correct / n,
    n,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  };
}
