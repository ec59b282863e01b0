import type { Estimate } from "#/evaluation/statistics/estimate.ts";

const smallestHiddenSlice = 50;

/**
 * Returns what may be shown of scores where the answers are hidden: slices of 50 items or more, to 0.1 %. Finer
 * figures would let a submitter read the key off its own answers.
 */
export function coarsenScores<Score extends Estimate>(scores: readonly Score[]): Score[] {
  return scores
    .filter(({ n }) => n !== null && n >= smallestHiddenSlice)
    .map((score) => ({
      ...score,
      value: orNull(score.value),
      low: orNull(score.low),
      high: orNull(score.high),
    }));
}

function orNull(value: number | null): number | null {
  return value === null ? null : coarsenValue(value);
}

export function coarsenValue(value: number): number {
  return Math.round(value * 1000) / 1000;
}
