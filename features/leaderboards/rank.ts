import { holm } from "#/evaluation/statistics/holm.ts";
import { rankSpread } from "#/evaluation/statistics/rank-spread.ts";
import type { Rank, RankTest } from "#/features/leaderboards/leaderboard.ts";
import type { TestedPair } from "#/features/leaderboards/pair-tests.ts";

export const level = 0.05;
export const unranked: Rank = { value: null, best: null, worst: null };

export type RankedRow = { rank: Rank; test: RankTest | null };
type Pair = { a: number; b: number } & TestedPair;

/**
 * Places of rows by value, higher first, ties sharing. The spread comes from a test of every pair, corrected by Holm;
 * `test` gives its p-value, or null where a pair cannot be tested. A row no test reaches has no spread.
 */
export function rankRows<Row extends { value: number }>(
  rows: readonly Row[],
  test: (a: Row, b: Row) => TestedPair | null,
): RankedRow[] {
  const pairs: Pair[] = [];
  for (const [a, first] of rows.entries()) {
    for (let b = a + 1; b < rows.length; b++) {
      const second = rows[b];
      const tested = second ? test(first, second) : null;
      if (tested) pairs.push({ a, b, ...tested });
    }
  }
  const spreads = rankSpread(
    rows.map(({ value }) => value),
    significant(rows.length, pairs),
  );
  const tests = testOfRows(rows.length, pairs);
  return spreads.map((spread, index) => {
    const test = tests[index] ?? null;
    const reached = test !== null || rows.length === 1;
    return { rank: reached ? spread : { ...unranked, value: spread.value }, test };
  });
}

function significant(rows: number, pairs: readonly Pair[]): boolean[][] {
  const differs = Array.from({ length: rows }, () => new Array<boolean>(rows).fill(false));
  for (const [index, p] of holm(pairs.map((pair) => pair.p)).entries()) {
    const pair = pairs[index];
    if (!pair || p >= level) continue;
    const [ofA, ofB] = [differs[pair.a], differs[pair.b]];
    if (ofA && ofB) ofA[pair.b] = ofB[pair.a] = true;
  }
  return differs;
}

function testOfRows(rows: number, pairs: readonly Pair[]): (RankTest | null)[] {
  const tests = new Array<RankTest | null>(rows).fill(null);
  for (const { a, b, paired } of pairs) {
    const kind = paired ? "paired" : "unpaired";
    for (const row of [a, b]) tests[row] = (tests[row] ?? kind) === kind ? kind : "mixed";
  }
  return tests;
}
