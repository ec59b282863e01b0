import { assessmentBoard } from "#/features/leaderboards/assessment-board.ts";
import { descriptionBoard } from "#/features/leaderboards/description-board.ts";
import type { FigureBoard, Label } from "#/features/leaderboards/figure-board.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/leaderboard.ts";
import { perceptionBoard } from "#/features/leaderboards/perception-board.ts";

/** Tables, views and charts of a leaderboard of any task. */
export function drawBoard(board: AnyLeaderboard, label: Label): FigureBoard {
  if (board.task === "perception") return perceptionBoard(board, label);
  return board.task === "description" ? descriptionBoard(board, label) : assessmentBoard(board, label);
}
