import { smallestHiddenSlice } from "#/features/leaderboards/entries/coarsen-entry.ts";

type Estimate = { n: number | null; value: number | null; low: number | null; high: number | null };

/** What is shown of scores where the answers are hidden: slices of 50 items or more, to 0.1 %. */
export function coarsenScores<Score extends Estimate>(scores: readonly Score[]): Score[] {
  return scores
    .filter(({ n }) => n !== null && n >= smallestHiddenSlice)
    .map((score) => ({
      ...score,
      value: coarse(score.value),
      low: coarse(score.low),
      high: coarse(score.high),
    }));
}

function coarse(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
