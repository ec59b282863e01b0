import type { User } from "#/features/access/actor.ts";
import { submissionQuota } from "#/features/quotas/queries.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/** Refuses a submission over the day's quota, before any work for it. The transaction that stores it asks again. */
export async function refuseSpentQuota(user: User, tx: Tx = db()): Promise<void> {
  const quota = await submissionQuota(user, tx);
  if (!quota?.nextAt) return;
  const params = { limit: quota.limit, time: minuteOf(quota.nextAt) };
  throw new AppError(
    "rate-limited",
    { key: "quotas.day", params },
    { retryAfterSeconds: secondsUntil(quota.nextAt) },
  );
}

/** Refuses a submission over the day's quota. Inside the transaction that stores it, two at once cannot share the last. */
export async function requireSubmissionQuota(user: User, tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`submissions ${user.id}`}, 0))`;
  await refuseSpentQuota(user, tx);
}

export function minuteOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

export function secondsUntil(at: Date): number {
  return Math.max(1, Math.ceil((at.getTime() - Date.now()) / 1000));
}
