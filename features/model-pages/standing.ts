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
 * Where a model's accuracies differ from the field's mean: z test against the mean of the other ranked models, with the errors
 * of both from one pooled variance, corrected by Holm. Models on the same items err together, which makes the test a
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
    const ownTrials = trialsOf(own);
    const field = others.flatMap(({ figures }) => {
      const trials = trialsOf(figures[index]);
      return trials === null ? [] : [{ value: figures[index]?.value ?? 0, trials }];
    });
    if (column?.format !== "percent" || !own || ownTrials === null || field.length < fewestOthers) return [];
    const mean = field.reduce((sum, { value }) => sum + value, 0) / field.length;
    const all = [{ value: own.value, trials: ownTrials }, ...field];
    const counted = all.reduce((sum, { trials }) => sum + trials, 0);
    const pooled = all.reduce((sum, { value, trials }) => sum + value * trials, 0) / counted;
    const ofMean = field.reduce((sum, { trials }) => sum + 1 / trials, 0) / field.length ** 2;
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / ownTrials + ofMean));
    if (!(error > 0)) return [];
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

/**
 * How many independent items an accuracy rests on, from its Wilson interval: fewer than it has where they are in groups. Of half
 * width h and u = z²/n it holds that h²(1+u)² = p(1−p)u + u²/4.
 */
function trialsOf(figure: TableScore | null | undefined): number | null {
  if (figure?.low == null || figure.high === null || figure.high <= figure.low) return null;
  const { value, low, high } = figure;
  const square = ((high - low) / 2) ** 2;
  const [a, b] = [square - 0.25, 2 * square - value * (1 - value)];
  const u = (-b - Math.sqrt(b * b - 4 * a * square)) / (2 * a);
  return u > 0 ? z95 ** 2 / u : null;
}
