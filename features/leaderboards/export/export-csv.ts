import type { ExportCaption } from "#/features/leaderboards/export/export-caption.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";
import { type CsvCell, csvLine } from "#/lib/csv.ts";

type Part = { table: TableModel; rows: TableRow[] };

/** Returns the rows and columns on the screen as RFC 4180 text, values unrounded. */
export function exportCsv(parts: Part[], columns: number[], about?: ExportCaption): string {
  const first = parts[0];
  if (!first) return "";
  const keys = columns.map((index) => first.table.columns[index]?.key ?? "");
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
    ...(about?.asOf ? ["as_of"] : []),
  ];
  const names = keys.flatMap((key) => [key, `${key}_low`, `${key}_high`, `${key}_n`]);
  const lines: CsvCell[][] = [];
  for (const { table, rows } of parts) {
    for (const row of rows) {
      const { value, best, worst } = row.rank;
      const facts = [
        table.key,
        value,
        best,
        worst,
        row.name,
        row.kind,
        row.source,
        row.reportedBy,
        row.coverage,
        ...(about?.asOf ? [about.asOf] : []),
      ];
      const figures = columns.flatMap((index) => {
        const figure = row.figures[index];
        return figure ? [figure.value, figure.low, figure.high, figure.n] : [null, null, null, null];
      });
      lines.push([...facts, ...figures]);
    }
  }
  return `${[...head, ...names].join(",")}\r\n${lines.map(csvLine).join("")}`;
}
