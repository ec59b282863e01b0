import { asOfMoment } from "#/features/leaderboards/as-of.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import type { AnyLeaderboard, LeaderboardOptions } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { AppError } from "#/lib/errors.ts";
import type { Task } from "#/prisma/generated/client.ts";

/** Resolves with the board of an earlier day, with how today's differs; `asked` as in the address, `2026-11-01` or an ISO 8601 time. */
export async function leaderboardAsOf(
  task: Task,
  slug: string | undefined,
  asked: string,
  options: LeaderboardOptions = {},
): Promise<AnyLeaderboard> {
  const moment = asOfMoment(asked);
  if (!moment) {
    throw new AppError(
      "bad-input",
      `asof=${asked} is not a day. Give one as 2026-11-01, or a time as 2026-11-01T12:00:00Z.`,
      { fields: { asof: ["YYYY-MM-DD or an ISO 8601 time"] } },
    );
  }
  const [then, today] = await Promise.all([
    leaderboard(task, slug, { ...options, asOf: moment }),
    leaderboard(task, slug, options),
  ]);
  const withdrawnSince = then.rows.filter((row) => row.withdrawn).length;
  return {
    ...then,
    asOf: { asked, moment: moment.toISOString(), rowsToday: today.rows.length, withdrawnSince },
  };
}
