import { drawBoard } from "#/features/leaderboards/table/to-leaderboard-model.ts";
import type { FigureTable } from "#/features/leaderboards/table/table-model.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { haveMean, withMean } from "#/features/leaderboards/table/mean-column.ts";
import { seenRows } from "#/features/leaderboards/table/visible-rows.ts";
import { seenView } from "#/features/leaderboards/table/visible-columns.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";

/** The rows that the page shows for the same address, in the same order. */
export function seenLeaderboard<Board extends AnyLeaderboard>(board: Board, state: TableState): Board {
  if (!state.sort && !state.q && state.kind === "all" && state.pin.length === 0) return board;
  const rows = seenTables(board, state).flatMap((table) => {
    const all = board.rows.filter((row) => row.table === table.key);
    const { pinned, models, references } = seenRows(table, state);
    return [...pinned, ...models, ...references].map((row) => all[table.rows.indexOf(row)]);
  });
  return { ...board, rows: rows.filter((row) => row !== undefined) };
}

function seenTables(board: AnyLeaderboard, state: TableState): FigureTable[] {
  const { tables, views } = drawBoard(board, () => "");
  const columns = tables[0]?.columns ?? [];
  const view = seenView(views, columns, state);
  if (!state.mean || !view || !haveMean(view.columns.flatMap((index) => columns[index] ?? []))) return tables;
  return withMean({ tables, view }, "", "").tables;
}
