import { z95 } from "#/evaluation/statistics/interval.ts";
import type { SmallestDifference } from "#/features/leaderboards/ranking/leaderboard-row.ts";

export type Errors<Row> = {
  /** Standard error of the figure that ranks. */
  error(row: Row): number | null;
  /** Standard error of a difference on the same items. */
  pairedError(a: Row, b: Row): number | null;
};

/**
 * Returns what two rows must differ by for p < .05: 1.96 standard errors of a difference, each pair its own, the middle one of those known.
 * Neighbours on the same items where any were tested so, else two independent rows.
 */
export function smallestDifference<Row>(
  rows: readonly Row[],
  { error, pairedError }: Errors<Row>,
): SmallestDifference | null {
  const paired = middle(
    rows.slice(1).flatMap((row, index) => {
      const before = rows[index];
      return (before === undefined ? null : pairedError(before, row)) ?? [];
    }),
  );
  if (paired !== null) return { value: z95 * paired, paired: true };
  const single = middle(rows.flatMap((row) => error(row) ?? []));
  return single === null ? null : { value: z95 * Math.SQRT2 * single, paired: false };
}

function middle(values: number[]): number | null {
  const known = values.filter((value) => value > 0).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? null;
}
