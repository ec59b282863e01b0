import { holmCutoff } from "#/evaluation/statistics/holm.ts";
import { rankSpread } from "#/evaluation/statistics/rank-spread.ts";
import type { Rank, RankTest } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { TestedPair } from "#/features/leaderboards/significance/paired-comparisons.ts";

export const level = 0.05;
export const unranked: Rank = { value: null, best: null, worst: null };

export type RankedRow = { rank: Rank; test: RankTest | null };

/** Of each pair, one after another: the places of its rows, and p. */
type Pairs = { first: Int32Array; second: Int32Array; p: Float64Array };

/**
 * Returns the places of rows by value, higher first, ties sharing. The spread comes from a test of every pair, corrected by Holm;
 * `test` gives its p-value, or null where a pair cannot be tested. A row no test reaches has no spread.
 */
export function rankRows<Row extends { value: number }>(
  rows: readonly Row[],
  test: (a: Row, b: Row) => TestedPair | null,
): RankedRow[] {
  // A thousand rows are half a million pairs, while which everybody waits: so no objects of them are kept.
  const most = (rows.length * (rows.length - 1)) / 2;
  const all: Pairs = { first: new Int32Array(most), second: new Int32Array(most), p: new Float64Array(most) };
  const tests = new Array<RankTest | null>(rows.length).fill(null);
  let count = 0;
  for (const [a, first] of rows.entries()) {
    for (let b = a + 1; b < rows.length; b++) {
      const second = rows[b];
      const tested = second ? test(first, second) : null;
      if (!tested) continue;
      all.first[count] = a;
      all.second[count] = b;
      all.p[count] = tested.p;
      count += 1;
      const kind = tested.paired ? "paired" : "unpaired";
      tests[a] = (tests[a] ?? kind) === kind ? kind : "mixed";
      tests[b] = (tests[b] ?? kind) === kind ? kind : "mixed";
    }
  }
  const { first, second, p } = all;
  const pairs = { first, second, p: p.subarray(0, count) };
  const spreads = rankSpread(
    rows.map(({ value }) => value),
    significant(rows.length, pairs),
  );
  return spreads.map((spread, index) => {
    const test = tests[index] ?? null;
    const reached = test !== null || rows.length === 1;
    return { rank: reached ? spread : { ...unranked, value: spread.value }, test };
  });
}

function significant(rows: number, { first, second, p }: Pairs): boolean[][] {
  const differs = Array.from({ length: rows }, () => new Array<boolean>(rows).fill(false));
  const cutoff = holmCutoff(p, level);
  for (let pair = 0; pair < p.length; pair++) {
    if ((p[pair] ?? 1) > cutoff) continue;
    const [a, b] = [first[pair] ?? 0, second[pair] ?? 0];
    const [ofA, ofB] = [differs[a], differs[b]];
    if (ofA && ofB) ofA[b] = ofB[a] = true;
  }
  return differs;
}
