import { maySeeAnswers } from "#/features/datasets/answers-policy.ts";
import { dayMs } from "#/features/quotas/board-quotas.ts";
import { charged, type Quota, quotaOf, userLimits } from "#/features/quotas/queries.ts";
import { minuteOf, secondsUntil } from "#/features/quotas/require-quota.ts";
import type { User } from "#/features/users/actor.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

type Guarded = { slug: string; answers: "public" | "hidden" };

/** What is left of this user's submissions on one dataset with hidden answers; null for whom it does not bind. */
export async function hiddenBudget(user: User, dataset: Guarded, tx: Tx = db()): Promise<Quota | null> {
  if (maySeeAnswers(user, dataset)) return null;
  const { hiddenSubmissionsADay: limit } = await userLimits(user.id, tx);
  const spent = await tx.run.findMany({
    where: {
      dataset: { slug: dataset.slug },
      submission: { ownerId: user.id },
      createdAt: { gt: new Date(Date.now() - dayMs) },
      ...charged,
    },
    orderBy: { createdAt: "desc" },
    take: Math.max(limit, 1),
    select: { createdAt: true },
  });
  return quotaOf(limit, spent);
}

/** Refuses what is over the budget. Inside a transaction that then creates the runs, two at once cannot share the last. */
export async function requireHiddenBudget(user: User, datasets: readonly Guarded[], tx?: Tx): Promise<void> {
  const guarded = datasets.filter((dataset) => !maySeeAnswers(user, dataset));
  for (const dataset of guarded.sort((a, b) => (a.slug < b.slug ? -1 : 1))) {
    if (tx)
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${user.id} ${dataset.slug}`}, 0))`;
    const budget = await hiddenBudget(user, dataset, tx);
    if (budget?.nextAt) throw overBudget(dataset.slug, budget.limit, budget.nextAt);
  }
}

function overBudget(slug: string, limit: number, nextAt: Date): AppError {
  const words = `The answers of ${slug} are hidden, so each user has ${limit} submissions on it in 24 hours; you have used them all. The next is free at ${minuteOf(nextAt)}.`;
  return new AppError("rate-limited", words, {
    fields: { dataset: [words] },
    retryAfterSeconds: secondsUntil(nextAt),
  });
}
