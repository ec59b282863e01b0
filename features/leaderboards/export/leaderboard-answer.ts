import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";

/** Returns the board as API and shell give it, where a judge's table is told by its key alone. */
export function leaderboardAnswer(board: AnyLeaderboard): Omit<AnyLeaderboard, "judges"> {
  if (!("judges" in board)) return board;
  const { judges: _, ...answer } = board;
  return answer;
}
