import { flatTable } from "#/features/leaderboards/export/flat-table.ts";
import { scoreText } from "#/features/leaderboards/export/score-text.ts";
import type { AnyLeaderboard, Rank } from "#/features/leaderboards/ranking/leaderboard-row.ts";

const textColumns = 4;

/** Returns a table for the terminal, one block for each table of the board. */
export function leaderboardText(board: AnyLeaderboard): string {
  const { columns, rows } = flatTable(board);
  const shown = columns.flatMap((column, index) => (column.detail ? [] : [{ ...column, index }]));
  const head = ["rank", "model", "source", "by", ...shown.map(({ key }) => key)];
  const blocks = board.tables.map((table) => {
    const body = rows
      .filter(({ row }) => row.table === table)
      .map(({ row, figures }) => [
        rankText(row.rank),
        visible(row.model.name),
        row.source === "uploaded" && row.verified ? "uploaded, verified" : row.source,
        visible(row.submittedBy ?? "–"),
        ...shown.map(({ index, unit }) => (figures[index] ? scoreText(figures[index], unit) : "–")),
      ]);
    return `${board.dataset?.slug ?? board.task} · ${table}\n${aligned([head, ...body])}`;
  });
  return blocks.length > 0 ? `${blocks.join("\n\n")}\n` : "Nothing is published here yet.\n";
}

function rankText({ value, best, worst }: Rank): string {
  if (value === null) return "unranked";
  return best === null || worst === null ? `${value}` : `${value} (${best}–${worst})`;
}

/** Model names are typed by strangers: nothing of them may steer a terminal. */
function visible(text: string): string {
  return text.replace(/\p{C}/gu, "�");
}

function aligned(lines: readonly string[][]): string {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (at < textColumns ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
