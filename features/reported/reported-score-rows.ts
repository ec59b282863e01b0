import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";
import type { ReportedRow, ReportedScores } from "#/features/reported/schema.ts";

export type ReportedScore = ScoreRow & { value: number };

/** Returns the scores of a published row; accuracies get an interval where the size of their slice is known. */
export function reportedScoreRows(row: ReportedRow, sizes: ReportedScores["sliceSizes"]): ReportedScore[] {
  const rows = Object.entries(row.scores).flatMap(([metric, slices]) =>
    Object.entries(slices).map(([slice, value]) => {
      const n = sizes[row.dataset]?.[slice] ?? null;
      const counted = metric === "accuracy" && row.kind !== "random" && n !== null;
      const interval = counted ? wilsonInterval(value * n, n) : null;
      return { metric, slice, value, n, low: interval?.low ?? null, high: interval?.high ?? null };
    }),
  );
  return rows.sort((a, b) => `${a.metric} ${a.slice}`.localeCompare(`${b.metric} ${b.slice}`, "en"));
}
