import { cells, quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { LeaderboardRow, PerceptionScores } from "#/features/leaderboards/leaderboard.ts";
import { orderRows } from "#/features/leaderboards/order-rows.ts";
import type { PublishedEntry } from "#/features/leaderboards/published-entry.ts";
import { rowOf } from "#/features/leaderboards/row-of.ts";
import { noScore } from "#/features/leaderboards/score-value.ts";
import { accuracyTest } from "#/features/leaderboards/unpaired-tests.ts";

const reading: readonly string[] = [...questionTypes, ...quadrants, "compare", "joint", "overall", ...cells];

export function perceptionRows(entries: readonly PublishedEntry[]): LeaderboardRow<PerceptionScores>[] {
  const rows = entries.map((entry) => rowOf(entry, scoresOf(entry)));
  return orderRows(rows, {
    judge: (scores) => scores.overall?.value ?? null,
    test: (a, b) => accuracyTest(a.overall ?? noScore, b.overall ?? noScore),
  });
}

/** The slices that any row has, in reading order. */
export function perceptionColumns(rows: readonly LeaderboardRow<PerceptionScores>[]): string[] {
  const present = new Set(rows.flatMap(({ scores }) => Object.keys(scores)));
  return reading.filter((slice) => present.has(slice));
}

function scoresOf({ scores }: PublishedEntry): PerceptionScores {
  const accuracies = scores.filter(({ metric }) => metric === "accuracy");
  return Object.fromEntries(
    accuracies.map(({ slice, value, n, low, high }) => [slice, { value, n, low, high }]),
  );
}
