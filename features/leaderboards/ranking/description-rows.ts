import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import { noScore, scoreValue } from "#/features/leaderboards/entries/score-value.ts";
import type { DescriptionScores, LeaderboardRow } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { type OrderedRows, orderRows } from "#/features/leaderboards/ranking/order-rows.ts";
import { toLeaderboardRow } from "#/features/leaderboards/ranking/to-leaderboard-row.ts";
import {
  noPairedComparisons,
  type PairedComparisons,
  pairedError,
  pairedOrNot,
} from "#/features/leaderboards/significance/paired-comparisons.ts";
import {
  estimateTest,
  intervalError,
  type ValueWithError,
} from "#/features/leaderboards/significance/unpaired-comparisons.ts";

export const descriptionColumns = [...dimensions, "sum"];

export function descriptionRows(
  entries: readonly PublishedEntry[],
  pairs: PairedComparisons = noPairedComparisons,
): OrderedRows<LeaderboardRow<DescriptionScores>> {
  const entryOf = new Map(entries.map((entry) => [toLeaderboardRow(entry, scoresOf(entry)), entry]));
  return orderRows([...entryOf.keys()], {
    rankBy: ({ scores }) => scores.sum?.value ?? null,
    test: (a, b) =>
      pairedOrNot(pairs, entryOf.get(a), entryOf.get(b), () =>
        estimateTest(sumOf(a.scores), sumOf(b.scores)),
      ),
    error: ({ scores }) => sumOf(scores).error,
    pairedError: (a, b) => pairedError(pairs, entryOf.get(a), entryOf.get(b)),
  });
}

function sumOf({ sum = noScore }: DescriptionScores): ValueWithError {
  return { value: sum.value ?? 0, error: intervalError(sum) };
}

function scoresOf(entry: PublishedEntry): DescriptionScores {
  const parts = dimensions.map((dimension) => {
    const [p0, p1, p2] = [0, 1, 2].map((rating) => scoreValue(entry, `${dimension}.p${rating}`));
    const shares = { p0: p0 ?? noScore, p1: p1 ?? noScore, p2: p2 ?? noScore };
    const [first, second, third] = [shares.p0.value, shares.p1.value, shares.p2.value];
    return [
      dimension,
      { ...scoreValue(entry, `${dimension}.score`), p0: first, p1: second, p2: third, shares },
    ];
  });
  return {
    ...Object.fromEntries(parts),
    sum: scoreValue(entry, "sum"),
    invalid: scoreValue(entry, "invalid"),
  };
}
