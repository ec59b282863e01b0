import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import { argmaxAblation } from "#/evaluation/tasks/assessment/argmax-ablation.ts";
import {
  type AssessmentItem,
  type AssessmentScore,
  type Correlation,
  scoreAssessment,
} from "#/evaluation/tasks/assessment/correlate.ts";

/** SRCC and PLCC overall and of each subset; where d is known, also what saying the likelier word would have given. */
export function assessmentScores(
  items: readonly AssessmentItem[],
  { srcc, plcc, n, subsets }: AssessmentScore = scoreAssessment(items),
): ScoreRow[] {
  const whole = [row("srcc", "overall", srcc, n), row("plcc", "overall", plcc, n)];
  const parts = subsets.flatMap((part) => [
    row("srcc", part.subset, part.srcc, part.n),
    row("plcc", part.subset, part.plcc, part.n),
  ]);
  return [...whole, ...parts, ...(items.some(({ d }) => d !== null) ? argmaxRows(items) : [])];
}

function argmaxRows(items: readonly AssessmentItem[]): ScoreRow[] {
  const { srcc, plcc, n } = argmaxAblation(items);
  return [
    row("argmax.srcc", "overall", { value: srcc, low: null, high: null }, n),
    row("argmax.plcc", "overall", { value: plcc, low: null, high: null }, n),
  ];
}

function row(
  metric: string,
  slice: string,
  { value, low, high }: Omit<Correlation, "method">,
  n: number,
): ScoreRow {
  return { metric, slice, value, n, low, high };
}
