import { isCovered } from "#/features/leaderboards/coverage.ts";
import type { LeaderboardRow } from "#/features/leaderboards/leaderboard.ts";
import { rankRows, unranked } from "#/features/leaderboards/rank.ts";
import { byTable } from "#/features/leaderboards/table-of.ts";

export type Judging<Scores> = {
  judge(scores: Scores): number | null;
  test(a: Scores, b: Scores): number | null;
};

/**
 * Ranks the models of each table and puts rows in order: table by table, by value, missing last. People, baselines,
 * random guess and rows of low coverage keep their place in the order but have no rank.
 */
export function orderRows<Scores>(
  rows: readonly LeaderboardRow<Scores>[],
  { judge, test }: Judging<Scores>,
): LeaderboardRow<Scores>[] {
  const tables = [...new Set(rows.map(({ table }) => table))].sort(byTable);
  return tables.flatMap((table) => {
    const own = rows
      .filter((row) => row.table === table)
      .map((row) => ({ row, value: judge(row.scores) }))
      .sort((a, b) => compareValues(a.value, b.value) || compareText(a.row.model.slug, b.row.model.slug));
    const contenders = own.flatMap(({ row, value }) =>
      value !== null && row.model.kind === "model" && isCovered(row.coverage) ? [{ row, value }] : [],
    );
    const ranks = rankRows(contenders, (a, b) => test(a.row.scores, b.row.scores));
    const rankOf = new Map(contenders.map(({ row }, index) => [row, ranks[index] ?? unranked]));
    return own.map(({ row }) => ({ ...row, rank: rankOf.get(row) ?? unranked }));
  });
}

function compareValues(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return b - a;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
