import { assessmentBoard } from "#/features/leaderboards/assessment-board.ts";
import { descriptionBoard } from "#/features/leaderboards/description-board.ts";
import type { FigureTable } from "#/features/leaderboards/figure-table.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/leaderboard.ts";
import { perceptionBoard } from "#/features/leaderboards/perception-board.ts";
import { seenRows } from "#/features/leaderboards/seen-rows.ts";
import type { TableState } from "#/features/leaderboards/table-state.ts";

/** The rows that the page shows for the same address, in the same order. */
export function seenLeaderboard<Board extends AnyLeaderboard>(board: Board, state: TableState): Board {
  if (!state.sort && !state.q && state.kind === "all" && state.pin.length === 0) return board;
  const rows = figureTables(board).flatMap((table) => {
    const all = board.rows.filter((row) => row.table === table.key);
    const { pinned, models, references } = seenRows(table, state);
    return [...pinned, ...models, ...references].map((row) => all[table.rows.indexOf(row)]);
  });
  return { ...board, rows: rows.filter((row) => row !== undefined) };
}

function figureTables(board: AnyLeaderboard): FigureTable[] {
  const noLabel = () => "";
  if (board.task === "perception") return perceptionBoard(board, noLabel).tables;
  if (board.task === "description") return descriptionBoard(board, noLabel).tables;
  return assessmentBoard(board, noLabel).tables;
}
