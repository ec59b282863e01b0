import { readRequestSettings } from "#/features/leaderboards/entries/read-request-settings.ts";
import { assessmentColumns, assessmentRows } from "#/features/leaderboards/ranking/assessment-rows.ts";
import type { AssessmentLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { compareAssessmentRuns } from "#/features/leaderboards/significance/compare-ratings.ts";
import { assessmentTables } from "#/features/leaderboards/table/assessment-tables.ts";
import type { FlatColumn, LeaderboardTask } from "#/features/leaderboards/tasks/leaderboard-task.ts";

export const assessmentLeaderboard: LeaderboardTask<AssessmentLeaderboard> = {
  joinsDatasets: true,
  ranked: {
    column: (dataset) => `${dataset}.srcc`,
    text: (value) => value.toFixed(3),
    name: "SRCC",
    most: 1,
  },
  headline: ["average.srcc", "average.plcc"],

  comparedMetric: "srcc",
  compare: compareAssessmentRuns,
  comparesAtOnce: false,

  async rows(entries, pairs, slug = "average") {
    const runIds = entries.flatMap(({ runId }) => runId ?? []);
    return assessmentRows(entries, slug, pairs, await readRequestSettings(runIds));
  },
  columns: assessmentColumns,

  toModel: assessmentTables,

  flatColumns: ({ columns }) =>
    columns
      .flatMap((slug) => [`${slug}.srcc`, `${slug}.plcc`])
      .map((key): FlatColumn => ({ key, unit: "correlation", detail: false })),
  flatScore(scores, key) {
    const [slug = "", metric] = key.split(".");
    return scores[slug]?.[metric === "plcc" ? "plcc" : "srcc"];
  },
};
