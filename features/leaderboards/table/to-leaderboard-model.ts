import { assessmentBoard } from "#/features/leaderboards/table/assessment-tables.ts";
import { descriptionBoard } from "#/features/leaderboards/table/description-tables.ts";
import type { FigureBoard, Label } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { perceptionBoard } from "#/features/leaderboards/table/perception-tables.ts";

/** Tables, views and charts of a leaderboard of any task. */
export function drawBoard(board: AnyLeaderboard, label: Label): FigureBoard {
  if (board.task === "perception") return perceptionBoard(board, label);
  return board.task === "description" ? descriptionBoard(board, label) : assessmentBoard(board, label);
}
