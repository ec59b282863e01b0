import { escapeLatex } from "#/features/leaderboards/export/escape-latex.ts";
import type { FigureRow, FigureTable } from "#/features/leaderboards/table/table-model.ts";
import { formatFigure } from "#/features/leaderboards/table/format-score.ts";
import { aboutLine, type SeenAbout } from "#/features/leaderboards/export/export-caption.ts";

type Part = { table: FigureTable; rows: FigureRow[] };

/** The rows and columns on the screen as GitHub's tables, one for each table, figures rounded as shown. */
export function seenMarkdown(parts: readonly Part[], columns: readonly number[], about?: SeenAbout): string {
  const head = about ? `${escapeMarkdown(aboutLine(about))}\n\n` : "";
  return (
    head +
    parts
      .map(({ table, rows }) => {
        const [head = [], ...body] = cellsOf(table, rows, columns).map((line) => line.map(escapeMarkdown));
        const rule = head.map((_, place) => (place === 1 || place === 2 ? "---" : "---:"));
        const lines = [head, rule, ...body].map((line) => `| ${line.join(" | ")} |`);
        return [...titleOf(table, (title) => `**${escapeMarkdown(title)}**\n`), ...lines].join("\n");
      })
      .join("\n\n")
      .concat("\n")
  );
}

/** The same as booktabs tabulars, ready for \\input. */
export function seenLatex(parts: readonly Part[], columns: readonly number[], about?: SeenAbout): string {
  const head = about ? `% ${escapeLatex(aboutLine(about))}\n` : "";
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

function titleOf({ title }: FigureTable, draw: (title: string) => string): string[] {
  return title ? [draw(title)] : [];
}

function cellsOf(table: FigureTable, rows: readonly FigureRow[], columns: readonly number[]): string[][] {
  const shown = columns.flatMap((index) => {
    const column = table.columns[index];
    return column ? [{ ...column, index }] : [];
  });
  const head = ["", "Model", "Source", ...shown.map(({ name }) => name)];
  const body = rows.map((row) => [
    rankText(row),
    row.name,
    row.source,
    ...shown.map(({ index, format }) => {
      const figure = row.figures[index];
      return figure ? formatFigure(figure.value, format) : "–";
    }),
  ]);
  return [head, ...body];
}

function rankText({ rank: { value, best, worst } }: FigureRow): string {
  if (value === null) return "";
  return best === null || worst === null || best === worst ? `${value}` : `${value} (${best}–${worst})`;
}

/** Names are typed by strangers: nothing of them may become a link, a picture or a cell. */
function escapeMarkdown(text: string): string {
  return text.replace(/\p{C}/gu, "").replace(/[\\`*_{}[\]<>#|!~$&@]/gu, (character) => `\\${character}`);
}
