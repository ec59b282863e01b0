import { assessmentLeaderboard } from "#/features/leaderboards/tasks/assessment-leaderboard.ts";
import { descriptionLeaderboard } from "#/features/leaderboards/tasks/description-leaderboard.ts";
import type { LeaderboardTask } from "#/features/leaderboards/tasks/leaderboard-task.ts";
import { perceptionLeaderboard } from "#/features/leaderboards/tasks/perception-leaderboard.ts";
import type { Task } from "#/prisma/generated/client.ts";

export const leaderboardByTask: Record<Task, LeaderboardTask> = {
  perception: perceptionLeaderboard,
  description: descriptionLeaderboard,
  assessment: assessmentLeaderboard,
};
