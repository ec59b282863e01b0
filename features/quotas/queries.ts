import type { User } from "#/features/access/actor.ts";
import { boardFaults, boardQuotas, dayMs } from "#/features/quotas/board-quotas.ts";
import { db, type Tx } from "#/lib/db.ts";

/** `nextAt`: when the next becomes free, where nothing is left. */
export type Quota = { limit: number; left: number; nextAt: Date | null; resetAt: Date | null };

export type UserLimits = { submissionsADay: number; hiddenSubmissionsADay: number };

export async function userLimits(userId: string, tx: Tx = db()): Promise<UserLimits> {
  const own = await tx.user.findUnique({
    where: { id: userId },
    select: { submissionsADay: true, hiddenSubmissionsADay: true },
  });
  return {
    submissionsADay: own?.submissionsADay ?? boardQuotas.submissionsADay,
    hiddenSubmissionsADay: own?.hiddenSubmissionsADay ?? boardQuotas.hiddenSubmissionsADay,
  };
}

/** Runs that cost something: all but those that failed through no fault of the submitter. */
const charged = {
  OR: [{ status: { not: "failed" as const } }, { reason: null }, { reason: { notIn: boardFaults } }],
};

/** Submissions that are left today; null for an administrator, whom it does not bind. */
export async function submissionQuota(user: User, tx: Tx = db()): Promise<Quota | null> {
  if (user.isAdmin) return null;
  const { submissionsADay: limit } = await userLimits(user.id, tx);
  const spent = await tx.submission.findMany({
    where: {
      ownerId: user.id,
      createdAt: { gt: new Date(Date.now() - dayMs) },
      runs: { some: charged },
    },
    orderBy: { createdAt: "desc" },
    take: Math.max(limit, 1),
    select: { createdAt: true },
  });
  return quotaOf(limit, spent);
}

/** As the API tells it: counted over a day, free again when the oldest is a day old. */
export async function spokenQuota(user: User): Promise<SpokenQuota | null> {
  const quota = await submissionQuota(user);
  if (!quota) return null;
  const resetSeconds = quota.resetAt
    ? Math.max(0, Math.ceil((quota.resetAt.getTime() - Date.now()) / 1000))
    : 0;
  return { limit: quota.limit, left: quota.left, resetSeconds, seconds: dayMs / 1000 };
}

export type SpokenQuota = { limit: number; left: number; resetSeconds: number; seconds: number };

/** Returns what is left of `limit` after these, newest first, each of which is free again a day later. */
export function quotaOf(limit: number, spent: readonly { createdAt: Date }[]): Quota {
  const left = Math.max(0, limit - spent.length);
  const oldest = spent.at(-1);
  const resetAt = oldest ? new Date(oldest.createdAt.getTime() + dayMs) : null;
  return { limit, left, nextAt: left === 0 ? (resetAt ?? new Date(Date.now() + dayMs)) : null, resetAt };
}
