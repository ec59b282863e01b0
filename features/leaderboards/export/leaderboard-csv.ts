import type { FlatTable } from "#/features/leaderboards/export/flat-table.ts";
import { csvLine } from "#/lib/csv.ts";

const head = [
  "table",
  "rank",
  "rank_best",
  "rank_worst",
  "ranked",
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
  "verified",
  "submitted_by",
];

/** Returns rows and columns as RFC 4180 text; values unrounded, each figure with its interval and n. */
export function leaderboardCsv(
  { columns, rows }: FlatTable<{ key: string }>,
  asOf: string | null = null,
): string {
  const names = columns.flatMap(({ key }) => [key, `${key}_low`, `${key}_high`, `${key}_n`]);
  const lines = rows.map(({ row, figures }) => [
    row.table,
    row.rank.value,
    row.rank.best,
    row.rank.worst,
    String(row.rank.value !== null),
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
    row.verified === null ? null : String(row.verified),
    row.submittedBy ?? null,
    ...(asOf === null ? [] : [asOf]),
    ...figures.flatMap(({ value, low, high, n }) => [value, low, high, n]),
  ]);
  const all = [...head, ...(asOf === null ? [] : ["as_of"]), ...names];
  return [`${all.join(",")}\r\n`, ...lines.map(csvLine)].join("");
}
