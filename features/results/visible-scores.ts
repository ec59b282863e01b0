import { coarsenScores } from "#/features/access/coarsen-scores.ts";
import { scoreKey } from "#/features/results/score-key.ts";

type StoredScore = {
  metric: string;
  slice: string;
  value: number | null;
  n: number | null;
  low: number | null;
  high: number | null;
};
/** Value null: undefined, as a correlation with scores that are all equal. */
export type VisibleScore = { value: number | null; n: number; low: number | null; high: number | null };

/** Slice or metric → score. Where the answers are hidden, only of 50 items or more, to 0.1 %. */
export function visibleScores(
  scores: readonly StoredScore[],
  canSeeAnswers: boolean,
): Record<string, VisibleScore> {
  const shown: Record<string, VisibleScore> = {};
  for (const score of canSeeAnswers ? scores : coarsenScores(scores)) {
    const { value, n, low, high } = score;
    if (n !== null && n > 0) shown[scoreKey(score)] = { value, n, low, high };
  }
  return shown;
}
