import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import { fisherInterval } from "#/evaluation/statistics/fisher-interval.ts";
import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";
import type { ReportedRow, ReportedScores } from "#/features/reported/schema.ts";

export type ReportedScore = ScoreRow & { value: number };

type Sizes = Pick<ReportedScores, "sliceSizes" | "widerByGroups">;

/**
 * Returns the scores of a published row; accuracies get an interval where the size of their slice is known, SRCC by Fisher's z
 * with Bonett and Wright's variance, wider where the items of the database are in groups. PLCC gets none: its interval
 * depends on the values, which were not published.
 */
export function reportedScoreRows(row: ReportedRow, { sliceSizes, widerByGroups }: Sizes): ReportedScore[] {
  const rows = Object.entries(row.scores).flatMap(([metric, slices]) =>
    Object.entries(slices).map(([slice, value]) => {
      const n = sliceSizes[row.dataset]?.[slice] ?? null;
      const interval =
        n === null || row.kind === "random"
          ? null
          : metric === "accuracy"
            ? wilsonInterval(value * n, n)
            : metric === "srcc"
              ? fisherInterval(value, n, widerByGroups[row.dataset] ?? 1)
              : null;
      return { metric, slice, value, n, low: interval?.low ?? null, high: interval?.high ?? null };
    }),
  );
  return rows.sort((a, b) => `${a.metric} ${a.slice}`.localeCompare(`${b.metric} ${b.slice}`, "en"));
}
