import { smallestHiddenSlice } from "#/features/leaderboards/hidden-answers.ts";

type StoredScore = {
  slice: string;
  value: number | null;
  n: number | null;
  low: number | null;
  high: number | null;
};
export type ShownScore = { value: number; n: number; low: number | null; high: number | null };

/** Slice → score. Where the answers are hidden, only slices of 50 items or more, to 0.1 %. */
export function shownScores(
  scores: readonly StoredScore[],
  seesAnswers: boolean,
): Record<string, ShownScore> {
  const shown: Record<string, ShownScore> = {};
  for (const { slice, value, n, low, high } of scores) {
    if (value === null || n === null || (!seesAnswers && n < smallestHiddenSlice)) continue;
    shown[slice] = seesAnswers
      ? { value, n, low, high }
      : { value: coarse(value), n, low: low && coarse(low), high: high && coarse(high) };
  }
  return shown;
}

function coarse(value: number): number {
  return Math.round(value * 1000) / 1000;
}
