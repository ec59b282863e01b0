import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { clusteredShareInterval } from "#/evaluation/statistics/mean-of-items.ts";
import { countGroups } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";
import { type ItemOutcome, isMissing } from "#/evaluation/tasks/perception/outcome.ts";
import { type Classified, type Slice, slicesOf, slicesOfSet } from "#/evaluation/tasks/perception/slices.ts";

/** `value`, `low` and `high` are shares in 0–1, the 95 % Wilson interval; `value` is null when `n` is 0. */
type SliceScore = Estimate & { slice: Slice; n: number };

export type PerceptionScore = {
  /** One for each slice of the set, in reading order: `slices`, or `pairSlices` of pairs. */
  scores: SliceScore[];
  /** Items that came back with a reply, whatever it was worth, divided by all items; 0 without items. */
  coverage: number;
};

/** `group`: what it shares with other items, such as a picture; null or absent where it stands alone. */
export type ScoredItem = Classified & { outcome: ItemOutcome; group?: string | null };

type Tally = { right: number[]; groups: (string | null)[] };

/**
 * Returns the accuracy of a run on every slice. `n` counts the items that came back: unparsed, refused and starved
 * ones are wrong, missing ones (error, absent) are left out and lower the coverage. Items whose key is
 * unknown (`answered`) cover, but count in no slice. Where items of a slice are in groups, its interval is by the number of
 * independent items that the spread between groups tells.
 */
export function scorePerception(items: Iterable<ScoredItem>): PerceptionScore {
  const all = [...items];
  const tally = new Map<Slice, Tally>(slicesOfSet(all).map((slice) => [slice, { right: [], groups: [] }]));
  let replied = 0;
  for (const item of all) {
    if (isMissing(item.outcome)) continue;
    replied += 1;
    if (item.outcome === "answered") continue;
    for (const slice of slicesOf(item)) {
      const own = tally.get(slice);
      if (!own) continue;
      own.right.push(Number(item.outcome === "correct"));
      own.groups.push(item.group ?? null);
    }
  }
  return {
    scores: Array.from(tally, ([slice, own]) => sliceScore(slice, own)),
    coverage: all.length === 0 ? 0 : replied / all.length,
  };
}

function sliceScore(slice: Slice, { right, groups }: Tally): SliceScore {
  const n = right.length;
  const correct = right.reduce((sum, one) => sum + one, 0);
  const grouped = countGroups(groups);
  const interval = grouped === null ? wilsonInterval(correct, n) : clusteredShareInterval(right, n, groups);
  return {
    slice,
    value: n === 0 ? null : correct / n,
    n,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    ...(grouped !== null && { groups: grouped }),
  };
}
