import { type Estimate, estimateOf, type ScoreRow } from "#/evaluation/statistics/estimate.ts";
import { coarsenScores } from "#/features/access/coarsen-scores.ts";
import { scoreKey } from "#/features/results/score-key.ts";

export type VisibleScore = Estimate & { n: number };

/** Slice or metric → score. Where the answers are hidden, as they are published. */
export function visibleScores(
  scores: readonly ScoreRow[],
  canSeeAnswerKeys: boolean,
): Record<string, VisibleScore> {
  const shown: Record<string, VisibleScore> = {};
  for (const score of canSeeAnswerKeys ? scores : coarsenScores(scores)) {
    const { n } = score;
    if (n !== null && n > 0) shown[scoreKey(score)] = estimateOf({ ...score, n });
  }
  return shown;
}
