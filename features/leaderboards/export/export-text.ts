import { escapeLatex } from "#/features/leaderboards/export/escape-latex.ts";
import { type ExportCaption, exportCaption } from "#/features/leaderboards/export/export-caption.ts";
import { formatScore } from "#/features/leaderboards/table/format-score.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";

type Part = { table: TableModel; rows: TableRow[] };

/** Returns the rows and columns on the screen as GitHub's tables, one for each table, figures rounded as shown. */
export function exportMarkdown(
  parts: readonly Part[],
  columns: readonly number[],
  about?: ExportCaption,
): string {
  const head = about ? `${escapeMarkdown(exportCaption(about))}\n\n` : "";
  return (
    head +
    parts
      .map(({ table, rows }) => {
        const [head = [], ...body] = cellsOf(table, rows, columns).map((line) => line.map(escapeMarkdown));
        const rule = head.map((_, index) => (index === 1 || index === 2 ? "---" : "---:"));
        const lines = [head, rule, ...body].map((line) => `| ${line.join(" | ")} |`);
        return [...titleOf(table, (title) => `**${escapeMarkdown(title)}**\n`), ...lines].join("\n");
      })
      .join("\n\n")
      .concat("\n")
  );
}

/** Returns the same as booktabs tabulars, ready for \input. */
export function exportLatex(
  parts: readonly Part[],
  columns: readonly number[],
  about?: ExportCaption,
): string {
  const head = about ? `% ${escapeLatex(exportCaption(about))}\n` : "";
  return (
    head +
    parts
      .map(({ table, rows }) => {
        const [head = [], ...body] = cellsOf(table, rows, columns).map((line) => line.map(escapeLatex));
        const line = (cells: string[]) => `${cells.join(" & ")} \\\\`;
        return [
          ...titleOf(table, (title) => `% ${escapeLatex(title)}`),
          `\\begin{tabular}{rll${"r".repeat(columns.length)}}`,
          "\\toprule",
          line(head),
          "\\midrule",
          ...body.map(line),
          "\\bottomrule",
          "\\end{tabular}",
        ].join("\n");
      })
      .join("\n\n")
      .concat("\n")
  );
}

function titleOf({ title }: TableModel, draw: (title: string) => string): string[] {
  return title ? [draw(title)] : [];
}

function cellsOf(table: TableModel, rows: readonly TableRow[], columns: readonly number[]): string[][] {
  const shown = columns.flatMap((index) => {
    const column = table.columns[index];
    return column ? [{ ...column, index }] : [];
  });
  const head = ["", "Model", "Source", ...shown.map(({ name }) => name)];
  const body = rows.map((row) => [
    rankText(row),
    row.name,
    row.source === "uploaded" && row.verified ? "uploaded, verified" : row.source,
    ...shown.map(({ index, format }) => {
      const figure = row.figures[index];
      return figure ? formatScore(figure.value, format, figure.n) : "–";
    }),
  ]);
  return [head, ...body];
}

function rankText({ rank: { value, best, worst } }: TableRow): string {
  if (value === null) return "unranked";
  return best === null || worst === null || best === worst ? `${value}` : `${value} (${best}–${worst})`;
}

/** Names are typed by strangers: nothing of them may become a link, a picture or a cell. */
function escapeMarkdown(text: string): string {
  return text.replace(/\p{C}/gu, "").replace(/[\\`*_{}[\]<>#|!~$&@]/gu, (character) => `\\${character}`);
}
