import { isCovered } from "#/evaluation/tasks/ranked-coverage.ts";
import { byTableOrder } from "#/features/leaderboards/entries/table-key.ts";
import type { LeaderboardRow, SmallestDifference } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { rankRows, unranked } from "#/features/leaderboards/ranking/rank-rows.ts";
import { type Errors, smallestDifference } from "#/features/leaderboards/ranking/smallest-difference.ts";
import type { TestedPair } from "#/features/leaderboards/significance/paired-comparisons.ts";
import { compareText } from "#/lib/compare-text.ts";

export type RankRule<Row> = Errors<Row> & {
  rankBy(row: Row): number | null;
  test(a: Row, b: Row): TestedPair | null;
};

export type OrderedRows<Row> = { rows: Row[]; smallestDifference: Record<string, SmallestDifference> };

/**
 * Ranks the models of each table and puts rows in order: table by table, by value, missing last. People, baselines,
 * random guess and rows of low coverage keep their place in the order but have no rank.
 */
export function orderRows<Row extends LeaderboardRow<unknown>>(
  rows: readonly Row[],
  rule: RankRule<Row>,
): OrderedRows<Row> {
  const tables = [...new Set(rows.map(({ table }) => table))].sort(byTableOrder);
  const smallest: Record<string, SmallestDifference> = {};
  const ordered = tables.flatMap((table) => {
    const own = rows
      .filter((row) => row.table === table)
      .map((row) => ({ row, value: rule.rankBy(row) }))
      .sort((a, b) => compareValues(a.value, b.value) || compareText(a.row.model.slug, b.row.model.slug));
    const contenders = own.flatMap(({ row, value }) =>
      value !== null && row.model.kind === "model" && isCovered(row.coverage) ? [{ row, value }] : [],
    );
    const ranks = rankRows(contenders, (a, b) => rule.test(a.row, b.row));
    const rankOf = new Map(contenders.map(({ row }, index) => [row, ranks[index]]));
    const least = smallestDifference(
      contenders.map(({ row }) => row),
      rule,
    );
    if (least) smallest[table] = least;
    return own.map(({ row }) => {
      const ranked = rankOf.get(row);
      return { ...row, rank: ranked?.rank ?? unranked, rankTest: ranked?.test ?? null };
    });
  });
  return { rows: ordered, smallestDifference: smallest };
}

function compareValues(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return b - a;
}
