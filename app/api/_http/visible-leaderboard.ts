import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { haveMean, withMean } from "#/features/leaderboards/table/mean-column.ts";
import type { TableModel } from "#/features/leaderboards/table/table-model.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";
import { visibleView } from "#/features/leaderboards/table/visible-columns.ts";
import { visibleRows } from "#/features/leaderboards/table/visible-rows.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";

/** Returns the rows that the page shows for the same address, in the same order. */
export function visibleLeaderboard<Board extends AnyLeaderboard>(board: Board, state: TableState): Board {
  if (!state.sort && !state.q && state.kind === "all" && state.pin.length === 0) return board;
  const rows = tablesInView(board, state).flatMap((table) => {
    const all = board.rows.filter((row) => row.table === table.key);
    const { pinned, models, references } = visibleRows(table, state);
    return [...pinned, ...models, ...references].map((row) => all[table.rows.indexOf(row)]);
  });
  return { ...board, rows: rows.filter((row) => row !== undefined) };
}

function tablesInView(board: AnyLeaderboard, state: TableState): TableModel[] {
  const { tables, views } = leaderboardByTask[board.task].toModel(board, () => "");
  const columns = tables[0]?.columns ?? [];
  const view = visibleView(views, columns, state);
  if (!state.mean || !view || !haveMean(view.columns.flatMap((index) => columns[index] ?? []))) return tables;
  return withMean({ tables, view }, "", "").tables;
}
