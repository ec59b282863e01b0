import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { noScore } from "#/features/leaderboards/entries/score-value.ts";
import type { AnyLeaderboard, LeaderboardRow } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import type { FlatColumn } from "#/features/leaderboards/tasks/leaderboard-task.ts";

type FlatRow = { row: Omit<LeaderboardRow<unknown>, "scores">; figures: Estimate[] };
export type FlatTable<Column = FlatColumn> = { columns: Column[]; rows: FlatRow[] };

/** Returns a leaderboard of any task as one list of columns and a figure for each in every row. */
export function flatTable(board: AnyLeaderboard): FlatTable {
  const { flatColumns, flatScore } = leaderboardByTask[board.task];
  const columns = flatColumns(board);
  return {
    columns,
    rows: board.rows.map((row) => ({
      row,
      figures: columns.map(({ key }) => flatScore(row.scores, key) ?? noScore),
    })),
  };
}
