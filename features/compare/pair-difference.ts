import {
  type CorrelationMeasure,
  correlationMeasures,
} from "#/evaluation/statistics/correlation-interval.ts";
import { z95 } from "#/evaluation/statistics/interval.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import type { PairedDifference } from "#/evaluation/statistics/resampling/paired-bootstrap.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";
import { compareAssessments } from "#/evaluation/tasks/assessment/compare-assessments.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import {
  compareDescriptions,
  type DescribedItem,
} from "#/evaluation/tasks/description/compare-descriptions.ts";
import { type Dimension, dimensions } from "#/evaluation/tasks/description/dimensions.ts";

/** The first model minus the second on the items that both have; no bounds where no test can tell them apart. */
export type Difference = Omit<PairedDifference, "error"> & {
  measure: CorrelationMeasure | "sum" | Dimension;
  /** p after Holm over all tests of the page; as it is before that. */
  adjusted: number;
};

/** A test from when the runs were published. */
export type StoredDifference = Pick<PairedDifference, "difference" | "error" | "n" | "p">;

/** The correlations with the MOS; `srcc` where it is known from when the runs were published, for it takes a while. */
export function assessmentDifferences(
  first: readonly AssessmentItem[],
  second: readonly AssessmentItem[],
  srcc: StoredDifference | null = null,
): Difference[] {
  return correlationMeasures.flatMap((measure) => {
    const known = measure === "srcc" ? srcc : null;
    const found = known ?? compareAssessments(first, second, measure);
    if (!found) return [];
    const { difference, error, n, p } = found;
    const half = error > 0 ? z95 * error : null;
    const [low, high] = half === null ? [null, null] : [difference - half, difference + half];
    return { measure, difference, n, p, adjusted: p, low, high };
  });
}

/** Returns the sum and its three dimensions: paired bootstrap for the intervals, exact sign-flip test for p. */
export function descriptionDifferences(
  first: readonly DescribedItem[],
  second: readonly DescribedItem[],
): Difference[] {
  const only = (items: readonly DescribedItem[], index: number) =>
    items.map((item) => ({ ...item, dimensions: item.dimensions.slice(index, index + 1) }));
  const compared = [
    { measure: "sum" as const, found: compareDescriptions(first, second) },
    ...dimensions.map((measure, index) => ({
      measure,
      found: compareDescriptions(only(first, index), only(second, index)),
    })),
  ];
  return compared.flatMap(({ measure, found }) => {
    if (!found) return [];
    const { difference, low, high, n, p } = found;
    return { measure, difference, low, high, n, p, adjusted: p };
  });
}

/** Returns how much two models agree with each other, whatever the truth is. */
export function agreementOf(
  first: readonly number[],
  second: readonly number[],
): { srcc: number | null; plcc: number | null } {
  return { srcc: spearman(first, second), plcc: pearson(first, second) };
}
