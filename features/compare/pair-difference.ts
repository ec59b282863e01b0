import { holm } from "#/evaluation/statistics/holm.ts";
import { type Interval, z95 } from "#/evaluation/statistics/interval.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";
import {
  type ComparedAssessments,
  compareAssessments,
} from "#/evaluation/tasks/assessment/compare-assessments.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import {
  compareDescriptions,
  type DescribedItem,
} from "#/evaluation/tasks/description/compare-descriptions.ts";
import { type Dimension, dimensions } from "#/evaluation/tasks/description/dimensions.ts";

/** The first model minus the second on the items that both have; p after Holm over the measures of a pair. */
export type Difference = Interval & {
  measure: "srcc" | "plcc" | "sum" | Dimension;
  difference: number;
  n: number;
  p: number;
};

/**
 * SRCC and PLCC against the MOS; intervals from the standard error of the paired bootstrap. `srcc` where it is known
 * from when the runs were published, for it takes a while.
 */
export function assessmentDifferences(
  first: readonly AssessmentItem[],
  second: readonly AssessmentItem[],
  srcc: ComparedAssessments | null = null,
): Difference[] {
  return adjusted(
    (["srcc", "plcc"] as const).flatMap((measure) => {
      const known = measure === "srcc" ? srcc : null;
      const found = known ?? compareAssessments(first, second, measure);
      if (!found) return [];
      const { difference, error, n, p } = found;
      return { measure, difference, n, p, low: difference - z95 * error, high: difference + z95 * error };
    }),
  );
}

/** Returns the sum and its three dimensions: paired bootstrap for the intervals, exact sign-flip test for p. */
export function descriptionDifferences(
  first: readonly DescribedItem[],
  second: readonly DescribedItem[],
): Difference[] {
  const only = (items: readonly DescribedItem[], index: number) =>
    items.map((item) => ({ number: item.number, dimensions: item.dimensions.slice(index, index + 1) }));
  const compared = [
    { measure: "sum" as const, found: compareDescriptions(first, second) },
    ...dimensions.map((measure, index) => ({
      measure,
      found: compareDescriptions(only(first, index), only(second, index)),
    })),
  ];
  return adjusted(
    compared.flatMap(({ measure, found }) => {
      if (!found) return [];
      const { difference, low, high, n, p } = found;
      return { measure, difference, low, high, n, p };
    }),
  );
}

function adjusted(differences: Difference[]): Difference[] {
  const p = holm(differences.map((one) => one.p));
  return differences.map((one, index) => ({ ...one, p: p[index] ?? 1 }));
}

/** Returns how much two models agree with each other, whatever the truth is. */
export function agreementOf(
  first: readonly number[],
  second: readonly number[],
): { srcc: number | null; plcc: number | null } {
  return { srcc: spearman(first, second), plcc: pearson(first, second) };
}
