import { halfErrors, scaleOf } from "#/evaluation/key-leak/released-figure.ts";

/** A figure as it was told, or is to be. */
export type LadderFigure = { metric: string; value: number | null; n: number };

/** A standard error, and what rounding may have taken from the best. */
const leastCells = 2.5;

/**
 * Returns the cell of a figure that is better than the best told before by a standard error or more; null: it is not. The first
 * is always told.
 * Blum and Hardt (2015), "The Ladder: a reliable leaderboard for machine learning competitions".
 */
export function ladderCell(figure: LadderFigure, before: readonly LadderFigure[]): number | null {
  const scale = scaleOf(figure.metric);
  if (scale === null) return null;
  // What was told on another number of items is compared on this one's scale.
  const place = ({ value }: LadderFigure) => halfErrors(value, figure.n, scale);
  const own = place(figure);
  if (own === null) return null;
  const best = Math.max(...before.map((told) => place(told) ?? Number.NEGATIVE_INFINITY));
  return own >= best + leastCells ? Math.round(own) : null;
}
