import { estimateOf } from "#/evaluation/statistics/estimate.ts";
import { cells, pairSubsets, quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import { noScore } from "#/features/leaderboards/entries/score-value.ts";
import type { LeaderboardRow, PerceptionScores } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { type OrderedRows, orderRows } from "#/features/leaderboards/ranking/order-rows.ts";
import { toLeaderboardRow } from "#/features/leaderboards/ranking/to-leaderboard-row.ts";
import {
  noPairedComparisons,
  type PairedComparisons,
  pairedError,
  pairedOrNot,
} from "#/features/leaderboards/significance/paired-comparisons.ts";
import { accuracyError, accuracyTest } from "#/features/leaderboards/significance/unpaired-comparisons.ts";

const reading: readonly string[] = [
  ...questionTypes,
  ...quadrants,
  ...pairSubsets,
  "overall",
  "judged",
  ...cells,
];

export function perceptionRows(
  entries: readonly PublishedEntry[],
  pairs: PairedComparisons = noPairedComparisons,
): OrderedRows<LeaderboardRow<PerceptionScores>> {
  const entryOf = new Map(entries.map((entry) => [toLeaderboardRow(entry, scoresOf(entry)), entry]));
  const overall = ({ scores }: LeaderboardRow<PerceptionScores>) => scores.overall ?? noScore;
  return orderRows([...entryOf.keys()], {
    rankBy: (row) => overall(row).value,
    test: (a, b) =>
      pairedOrNot(pairs, entryOf.get(a), entryOf.get(b), () => accuracyTest(overall(a), overall(b))),
    error: (row) => accuracyError(overall(row)),
    pairedError: (a, b) => pairedError(pairs, entryOf.get(a), entryOf.get(b)),
  });
}

/** Returns the slices that any row has, in reading order. */
export function perceptionColumns(rows: readonly LeaderboardRow<PerceptionScores>[]): string[] {
  const present = new Set(rows.flatMap(({ scores }) => Object.keys(scores)));
  return reading.filter((slice) => present.has(slice));
}

function scoresOf({ scores }: PublishedEntry): PerceptionScores {
  const accuracies = scores.filter(({ metric }) => metric === "accuracy");
  const judged = scores.filter(({ metric, slice }) => metric === "accuracy.judged" && slice === "overall");
  return Object.fromEntries([
    ...accuracies.map((score) => [score.slice, estimateOf(score)]),
    ...judged.map((score) => ["judged", estimateOf(score)]),
  ]);
}
