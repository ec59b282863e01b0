import { holm } from "#/evaluation/statistics/holm.ts";
import { z95 } from "#/evaluation/statistics/interval.ts";
import { twoSidedNormalP } from "#/evaluation/statistics/normal.ts";
import type { TableModel, TableRow, TableScore } from "#/features/leaderboards/table/table-model.ts";

/** A column in which a row lies above or below the mean of the others, and p after Holm over the columns. */
export type Stand = { column: string; name: string; difference: number; p: number };
export type Standing = { above: Stand[]; below: Stand[]; level: number; others: number };

const level = 0.05;
const fewestOthers = 2;

/**
 * Where a model's accuracies differ from the field's mean: z test against the mean of the other ranked models, with the error
 * of both as their intervals tell them, corrected by Holm. Models on the same items err together, which makes the test a
 * cautious one. Null where there are too few others.
 */
export function standingOf(table: TableModel, row: TableRow, columns: readonly number[]): Standing | null {
  const others = table.rows.filter(
    ({ kind, slug, rank }) => kind === "model" && slug !== row.slug && rank.value !== null,
  );
  if (others.length < fewestOthers) return null;
  const tested = columns.flatMap((index) => {
    const column = table.columns[index];
    const own = row.figures[index];
    const ownError = errorOf(own);
    const field = others.flatMap(({ figures }) => {
      const error = errorOf(figures[index]);
      return error === null ? [] : [{ value: figures[index]?.value ?? 0, error }];
    });
    if (column?.format !== "percent" || !own || ownError === null || field.length < fewestOthers) return [];
    const mean = field.reduce((sum, { value }) => sum + value, 0) / field.length;
    const error = Math.hypot(ownError, Math.hypot(...field.map((one) => one.error)) / field.length);
    const difference = own.value - mean;
    return [{ column: column.key, name: column.name, difference, p: twoSidedNormalP(difference / error) }];
  });
  if (tested.length === 0) return null;
  const adjusted = holm(tested.map(({ p }) => p));
  const stands = tested.map((stand, index) => ({ ...stand, p: adjusted[index] ?? 1 }));
  const apart = stands.filter(({ p }) => p < level);
  return {
    above: apart.filter(({ difference }) => difference > 0).sort((a, b) => b.difference - a.difference),
    below: apart.filter(({ difference }) => difference < 0).sort((a, b) => a.difference - b.difference),
    level: stands.length - apart.length,
    others: others.length,
  };
}

/** The standard error that an interval implies: that of an accuracy is never 0. */
function errorOf(figure: TableScore | null | undefined): number | null {
  if (figure?.low == null || figure.high === null || figure.high <= figure.low) return null;
  return (figure.high - figure.low) / (2 * z95);
}
