import {
  figureOfCell,
  halfErrorCell,
  intervalOfFigure,
  scaleOf,
} from "#/evaluation/key-leak/released-figure.ts";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";

export const smallestHiddenSlice = 50;

/** Made without the key, so they stay as they are. */
const keyless = ["censored", "converted"];

/**
 * Returns what may be shown of scores where the answers are hidden: slices of 50 items or more, no cells, rounded to
 * half their standard error; their bounds come from the rounded figures. Finer ones would let a submitter read the key
 * off its own answers.
 */
export function coarsenScores<Score extends ScoreRow>(scores: readonly Score[]): Score[] {
  return scores.flatMap((score) => {
    if (keyless.includes(score.metric)) return score;
    return isReleased(score) ? coarse(score) : [];
  });
}

function isReleased({ metric, slice, n }: ScoreRow): boolean {
  const isCell = metric === "accuracy" && slice.includes(".");
  return scaleOf(metric) !== null && !isCell && n !== null && n >= smallestHiddenSlice;
}

function coarse<Score extends ScoreRow>(score: Score): Score {
  const [scale, n] = [scaleOf(score.metric), score.n ?? 0];
  const cell = scale && halfErrorCell(score.value, n, scale);
  if (scale === null || cell === null) return { ...score, value: null, low: null, high: null };
  const value = figureOfCell(cell, n, scale);
  const interval = intervalOfFigure(value, score.groups ?? n, scale);
  return { ...score, value, low: interval?.low ?? null, high: interval?.high ?? null };
}
