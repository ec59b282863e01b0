import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";
import { visibleRows } from "#/features/leaderboards/table/visible-rows.ts";
import { visibleTables } from "#/features/leaderboards/table/visible-tables.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";

const noTexts = { mean: "", meanName: "" };

/** Returns the rows that the page shows for the same address, in the same order. */
export function visibleLeaderboard<Board extends AnyLeaderboard>(board: Board, state: TableState): Board {
  if (!state.sort && !state.q && state.kind === "all" && state.pin.length === 0) return board;
  const model = leaderboardByTask[board.task].toModel(board, () => "");
  const shown = visibleTables({ ...model, state, texts: noTexts });
  const rows = shown.tables.flatMap((table) => {
    const keys = model.tables.find(({ key }) => key === table.key)?.rows.map(({ key }) => key) ?? [];
    const all = board.rows.filter((row) => row.table === table.key);
    const { pinned, models, references } = visibleRows(table, state);
    return [...pinned, ...models, ...references].map(({ key }) => all[keys.indexOf(key)]);
  });
  return { ...board, rows: rows.filter((row) => row !== undefined) };
}
