import { flatTable } from "#/features/leaderboards/export/flat-table.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { csvLine } from "#/lib/csv.ts";

const head = [
  "table",
  "rank",
  "rank_best",
  "rank_worst",
  "model",
  "kind",
  "source",
  "reported_by",
  "coverage",
  "rung",
  "protocol",
  "prompt",
  "parser",
  "date",
];

/** Returns every row and column, or the columns chosen; values unrounded, each figure with its interval and n. */
export function leaderboardCsv(board: AnyLeaderboard, chosen: readonly string[] = []): string {
  const { columns, rows } = flatTable(board);
  const shown = columns.flatMap(({ key }, index) => (chosen.includes(key) ? [index] : []));
  const kept = shown.length > 0 ? shown : columns.map((_, index) => index);
  const asOf = board.asOf?.asked;
  const names = kept
    .flatMap((index) => columns[index] ?? [])
    .flatMap(({ key }) => [key, `${key}_low`, `${key}_high`, `${key}_n`]);
  const lines = rows.map(({ row, figures }) => [
    row.table,
    row.rank.value,
    row.rank.best,
    row.rank.worst,
    row.model.name,
    row.model.kind,
    row.source,
    row.reportedBy,
    row.coverage,
    row.rung,
    row.protocolVersion,
    row.promptVersion,
    row.parserVersion,
    row.date,
    ...(asOf ? [asOf] : []),
    ...kept
      .flatMap((index) => figures[index] ?? [])
      .flatMap(({ value, low, high, n }) => [value, low, high, n]),
  ]);
  return [`${[...head, ...(asOf ? ["as_of"] : []), ...names].join(",")}\r\n`, ...lines.map(csvLine)].join("");
}
