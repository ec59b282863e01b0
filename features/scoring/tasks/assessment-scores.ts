import { correlationMeasures } from "#/evaluation/statistics/correlation-interval.ts";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import {
  type AssessmentItem,
  argmaxAblation,
  type Correlations,
  scoreAssessment,
} from "#/evaluation/tasks/assessment/correlate.ts";

/** SRCC, PLCC and KRCC overall and of each subset; where d is known, also what saying the likelier word would have given. */
export function assessmentScores(items: readonly AssessmentItem[]): ScoreRow[] {
  const score = scoreAssessment(items);
  const hasWords = items.some(({ d }) => d !== null);
  return [
    ...rows("", "overall", score),
    ...score.subsets.flatMap((part) => rows("", part.subset, part)),
    ...(hasWords ? rows("argmax.", "overall", argmaxAblation(items)) : []),
  ];
}

function rows(prefix: string, slice: string, correlations: Correlations): ScoreRow[] {
  return correlationMeasures.map((measure) => ({
    metric: `${prefix}${measure}`,
    slice,
    ...correlations[measure],
  }));
}
