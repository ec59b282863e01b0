import { holm } from "#/evaluation/statistics/holm.ts";
import { rankSpread } from "#/evaluation/statistics/rank-spread.ts";
import type { Rank } from "#/features/leaderboards/leaderboard.ts";

const level = 0.05;
export const unranked: Rank = { value: null, best: null, worst: null };

/**
 * Places of rows by value, higher first, ties sharing. The spread comes from a test of every pair, corrected by Holm;
 * `test` gives its p-value, or null where a pair cannot be tested. A row no test reaches has no spread.
 */
export function rankRows<Row extends { value: number }>(
  rows: readonly Row[],
  test: (a: Row, b: Row) => number | null,
): Rank[] {
  const pairs: { a: number; b: number; p: number }[] = [];
  const tested = rows.map(() => rows.length === 1);
  for (const [a, first] of rows.entries()) {
    for (const [offset, second] of rows.slice(a + 1).entries()) {
      const b = a + 1 + offset;
      const p = test(first, second);
      if (p === null) continue;
      pairs.push({ a, b, p });
      tested[a] = tested[b] = true;
    }
  }
  const differs = rows.map(() => rows.map(() => false));
  for (const [index, p] of holm(pairs.map((pair) => pair.p)).entries()) {
    const pair = pairs[index];
    if (!pair || p >= level) continue;
    for (const [from, to] of [
      [pair.a, pair.b],
      [pair.b, pair.a],
    ] as const) {
      const row = differs[from];
      if (row) row[to] = true;
    }
  }
  const spreads = rankSpread(
    rows.map(({ value }) => value),
    differs,
  );
  return spreads.map((spread, index) => (tested[index] ? spread : { ...unranked, value: spread.value }));
}
