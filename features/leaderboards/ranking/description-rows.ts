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
  const share = (metric: string) => scoreValue(entry, metric).value;
  const parts = dimensions.map((dimension) => [
    dimension,
    {
      ...scoreValue(entry, `${dimension}.score`),
      p0: share(`${dimension}.p0`),
      p1: share(`${dimension}.p1`),
      p2: share(`${dimension}.p2`),
    },
  ]);
  return {
    ...Object.fromEntries(parts),
    sum: scoreValue(entry, "sum"),
    invalid: scoreValue(entry, "invalid"),
  };
}
