import { tableKey } from "#/features/leaderboards/entries/table-key.ts";
import { descriptionColumns, descriptionRows } from "#/features/leaderboards/ranking/description-rows.ts";
import type { DescriptionLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { compareDescriptionRuns } from "#/features/leaderboards/significance/compare-ratings.ts";
import { descriptionTables } from "#/features/leaderboards/table/description-tables.ts";
import type { FlatColumn, LeaderboardTask } from "#/features/leaderboards/tasks/leaderboard-task.ts";
import { roundHalfUp } from "#/lib/round-half-up.ts";

const shares = ["p0", "p1", "p2"] as const;

export const descriptionLeaderboard: LeaderboardTask<DescriptionLeaderboard> = {
  joinsDatasets: false,
  ranked: {
    column: () => "sum",
    text: (value) => roundHalfUp(value, 2),
    name: "sum out of 6",
    most: 6,
  },
  headline: ["sum"],

  comparedMetric: "sum",
  compare: compareDescriptionRuns,
  comparesAtOnce: false,

  rows: descriptionRows,
  columns: () => descriptionColumns,
  more: (entries) => ({
    judges: Object.fromEntries(
      entries.flatMap((entry) => (entry.judge ? [[tableKey(entry), entry.judge]] : [])),
    ),
  }),

  toModel: descriptionTables,

  flatColumns: ({ columns }) =>
    columns.flatMap((key): FlatColumn[] => [
      { key, unit: "points", detail: false },
      ...(key === "sum"
        ? []
        : shares.map((share): FlatColumn => ({ key: `${key}.${share}`, unit: "share", detail: true }))),
    ]),
  flatScore(scores, key) {
    const [dimension = "", desired] = key.split(".");
    const score = scores[dimension];
    const share = shares.find((name) => name === desired);
    if (!score || !share) return score;
    return "shares" in score ? score.shares[share] : undefined;
  },
};
