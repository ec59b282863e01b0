import { escapeLatex } from "#/features/leaderboards/export/escape-latex.ts";
import { flatTable } from "#/features/leaderboards/export/flat-table.ts";
import { scoreText } from "#/features/leaderboards/export/score-text.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";

/** Returns one booktabs tabular for each table of the board, ready for \input. */
export function leaderboardLatex(board: AnyLeaderboard): string {
  const { columns, rows } = flatTable(board);
  const shown = columns.flatMap((column, index) => (column.detail ? [] : [{ ...column, index }]));
  const head = ["", "Model", "Source", ...shown.map(({ key }) => key)].map(escapeLatex);
  const tables = board.tables.map((table) => {
    const body = rows
      .filter(({ row }) => row.table === table)
      .map(({ row, figures }) => [
        row.rank.value === null ? "" : String(row.rank.value),
        row.model.name,
        row.source,
        ...shown.map(({ index, unit }) => (figures[index] ? scoreText(figures[index], unit) : "–")),
      ]);
    return [
      `% ${escapeLatex(board.dataset?.slug ?? board.task)}, ${escapeLatex(table)}`,
      `\\begin{tabular}{rll${"r".repeat(shown.length)}}`,
      "\\toprule",
      line(head),
      "\\midrule",
      ...body.map((cells) => line(cells.map(escapeLatex))),
      "\\bottomrule",
      "\\end{tabular}",
    ].join("\n");
  });
  return `${tables.join("\n\n")}\n`;
}

function line(cells: readonly string[]): string {
  return `${cells.join(" & ")} \\\\`;
}
