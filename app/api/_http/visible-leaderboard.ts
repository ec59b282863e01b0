import { noScore } from "#/features/leaderboards/entries/score-value.ts";
import { type FlatTable, flatTable } from "#/features/leaderboards/export/flat-table.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";
import { visibleRows } from "#/features/leaderboards/table/visible-rows.ts";
import { visibleTables } from "#/features/leaderboards/table/visible-tables.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";

const noTexts = { mean: "", meanName: "" };

/** Returns all rows, or where rows are filtered, sorted or pinned those that the page shows, in the same order. */
export function visibleLeaderboard<Board extends AnyLeaderboard>(board: Board, state: TableState): Board {
  if (!asksRows(state)) return board;
  return { ...board, rows: shownOf(board, state).rows.map(({ row }) => row) };
}

/** Returns every row and column, or those that the page shows for an address that names a view, columns or their mean. */
export function visibleColumns(board: AnyLeaderboard, state: TableState): FlatTable<{ key: string }> {
  const asksColumns = state.view !== null || state.cols.length > 0 || state.mean;
  return asksColumns ? shownOf(board, state) : flatTable(visibleLeaderboard(board, state));
}

function asksRows({ sort, q, kind, pin }: TableState): boolean {
  return sort !== null || q !== "" || kind !== "all" || pin.length > 0;
}

function shownOf<Board extends AnyLeaderboard>(board: Board, state: TableState) {
  const model = leaderboardByTask[board.task].toModel(board, () => "");
  const { tables, view } = visibleTables({ ...model, state, texts: noTexts });
  const shown = view?.columns ?? [];
  const rows = tables.flatMap((table) => {
    const rows: Board["rows"][number][] = board.rows.filter((row) => row.table === table.key);
    const all = model.tables.find(({ key }) => key === table.key)?.rows ?? [];
    const byKey = new Map(all.map(({ key }, index) => [key, rows[index]]));
    const { pinned, models, references } = visibleRows(table, state);
    return [...pinned, ...models, ...references].flatMap(({ key, figures }) => {
      const row = byKey.get(key);
      return row ? [{ row, figures: shown.map((index) => figures[index] ?? noScore) }] : [];
    });
  });
  return { columns: shown.flatMap((index) => tables[0]?.columns[index] ?? []), rows };
}
