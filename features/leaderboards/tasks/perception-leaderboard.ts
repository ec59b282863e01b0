import type { PerceptionLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { perceptionColumns, perceptionRows } from "#/features/leaderboards/ranking/perception-rows.ts";
import { compareAccuracies } from "#/features/leaderboards/significance/compare-accuracies.ts";
import { perceptionTables } from "#/features/leaderboards/table/perception-tables.ts";
import type { LeaderboardTask } from "#/features/leaderboards/tasks/leaderboard-task.ts";
import { roundHalfUp } from "#/lib/round-half-up.ts";

export const perceptionLeaderboard: LeaderboardTask<PerceptionLeaderboard> = {
  joinsDatasets: false,
  ranked: {
    column: () => "overall",
    text: (value) => `${roundHalfUp(100 * value, 1)} %`,
    name: "accuracy",
    most: 1,
  },
  headline: ["overall"],

  comparedMetric: "accuracy",
  compare: compareAccuracies,
  comparesAtOnce: true,

  rows: perceptionRows,
  columns: perceptionColumns,

  toModel: perceptionTables,

  flatColumns: ({ columns }) => columns.map((key) => ({ key, unit: "share", detail: key.includes(".") })),
  flatScore: (scores, key) => scores[key],
};
