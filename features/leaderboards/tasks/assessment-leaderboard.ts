import { correlationMeasures } from "#/evaluation/statistics/correlation-interval.ts";
import { readRequestSettings } from "#/features/leaderboards/entries/read-request-settings.ts";
import { assessmentColumns, assessmentRows } from "#/features/leaderboards/ranking/assessment-rows.ts";
import type { AssessmentLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { compareAssessmentRuns } from "#/features/leaderboards/significance/compare-ratings.ts";
import { assessmentTables } from "#/features/leaderboards/table/assessment-tables.ts";
import { measuresOf } from "#/features/leaderboards/table/assessment-views.ts";
import type { FlatColumn, LeaderboardTask } from "#/features/leaderboards/tasks/leaderboard-task.ts";
import { roundHalfUp } from "#/lib/round-half-up.ts";

export const assessmentLeaderboard: LeaderboardTask<AssessmentLeaderboard> = {
  joinsDatasets: true,
  ranked: {
    column: (dataset) => `${dataset}.srcc`,
    text: (value) => roundHalfUp(value, 3),
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

  flatColumns: ({ columns, rows }) =>
    columns
      .flatMap((slug) => measuresOf(rows).map((measure) => `${slug}.${measure}`))
      .map((key): FlatColumn => ({ key, unit: "correlation", detail: false })),
  flatScore(scores, key) {
    const [slug = "", metric] = key.split(".");
    const measure = correlationMeasures.find((one) => one === metric);
    return measure && scores[slug]?.[measure];
  },
};
