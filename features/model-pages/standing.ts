import { holm } from "#/evaluation/statistics/holm.ts";
import { twoSidedNormalP } from "#/evaluation/statistics/normal.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";

/** A column in which a row lies above or below the mean of the others, and p after Holm over the columns. */
export type Stand = { column: string; name: string; difference: number; p: number };
export type Standing = { above: Stand[]; below: Stand[]; level: number; others: number };

const level = 0.05;
const fewestOthers = 2;

/**
 * Where a model's accuracies differ from the field's mean: z test of one proportion against the mean of the other
 * ranked models, taken as fixed, corrected by Holm. Null where there are too few others.
 */
export function standingOf(table: TableModel, row: TableRow, columns: readonly number[]): Standing | null {
  const others = table.rows.filter(
    ({ kind, slug, rank }) => kind === "model" && slug !== row.slug && rank.value !== null,
  );
  if (others.length < fewestOthers) return null;
  const tested = columns.flatMap((index) => {
    const column = table.columns[index];
    const own = row.figures[index];
    const field = others.flatMap(({ figures }) => figures[index]?.value ?? []);
    if (column?.format !== "percent" || !own?.n || field.length < fewestOthers) return [];
    const mean = field.reduce((sum, value) => sum + value, 0) / field.length;
    const error = Math.sqrt((mean * (1 - mean)) / own.n);
    if (error === 0) return [];
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
