import type { FigureRow, FigureTable } from "#/features/leaderboards/figure-table.ts";

type Part = { table: FigureTable; rows: FigureRow[] };

/** The rows and columns on the screen as RFC 4180 text, values unrounded. */
export function seenCsv(parts: Part[], columns: number[]): string {
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
  ];
  const lines = [[...head, ...keys.flatMap((key) => [key, `${key}_low`, `${key}_high`, `${key}_n`])]];
  for (const { table, rows } of parts) {
    for (const row of rows) {
      const { value, best, worst } = row.rank;
      const about = [
        table.key,
        value,
        best,
        worst,
        row.name,
        row.kind,
        row.source,
        row.reportedBy,
        row.coverage,
      ];
      const figures = columns.flatMap((index) => {
        const figure = row.figures[index];
        return figure ? [figure.value, figure.low, figure.high, figure.n] : [null, null, null, null];
      });
      lines.push([...about, ...figures].map((cell) => (cell === null ? "" : String(cell))));
    }
  }
  return `${lines.map((line) => line.map(quote).join(",")).join("\r\n")}\r\n`;
}

function quote(cell: string): string {
  // A spreadsheet would run a text that starts like a formula.
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
