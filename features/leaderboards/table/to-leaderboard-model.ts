import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { assessmentTables } from "#/features/leaderboards/table/assessment-tables.ts";
import { descriptionTables } from "#/features/leaderboards/table/description-tables.ts";
import type { Label, LeaderboardModel } from "#/features/leaderboards/table/leaderboard-model.ts";
import { perceptionTables } from "#/features/leaderboards/table/perception-tables.ts";

/** Tables, views and charts of a leaderboard of any task. */
export function toLeaderboardModel(board: AnyLeaderboard, label: Label): LeaderboardModel {
  if (board.task === "perception") return perceptionTables(board, label);
  return board.task === "description" ? descriptionTables(board, label) : assessmentTables(board, label);
}
