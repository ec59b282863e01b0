import { maySeeAnswers } from "#/features/datasets/answers-policy.ts";
import type { User } from "#/features/users/actor.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/** Submissions of one user on one dataset with hidden answers in 24 hours: each score tells a little of the key. */
export const hiddenSubmissionsADay = 20;

const dayMs = 24 * 60 * 60 * 1000;

type Guarded = { slug: string; answers: "public" | "hidden" };
export type Budget = { left: number; nextAt: Date | null };

/** What is left of it, and when the next becomes free where nothing is; null for whom it does not bind. */
export async function hiddenBudget(user: User, dataset: Guarded, tx: Tx = db()): Promise<Budget | null> {
  if (maySeeAnswers(user, dataset)) return null;
  const spent = await tx.run.findMany({
    where: {
      dataset: { slug: dataset.slug },
      submission: { ownerId: user.id },
      createdAt: { gt: new Date(Date.now() - dayMs) },
    },
    orderBy: { createdAt: "desc" },
    take: hiddenSubmissionsADay,
    select: { createdAt: true },
  });
  const left = hiddenSubmissionsADay - spent.length;
  const oldest = spent.at(-1);
  return { left, nextAt: left === 0 && oldest ? new Date(oldest.createdAt.getTime() + dayMs) : null };
}

/** Refuses what is over the budget. Inside a transaction that then creates the runs, two at once cannot share the last. */
export async function requireHiddenBudget(user: User, datasets: readonly Guarded[], tx?: Tx): Promise<void> {
  const guarded = datasets.filter((dataset) => !maySeeAnswers(user, dataset));
  for (const dataset of guarded.sort((a, b) => (a.slug < b.slug ? -1 : 1))) {
    if (tx)
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${user.id} ${dataset.slug}`}, 0))`;
    const budget = await hiddenBudget(user, dataset, tx);
    if (budget?.nextAt) throw overBudget(dataset.slug, budget.nextAt);
  }
}

function overBudget(slug: string, nextAt: Date): AppError {
  const time = `${nextAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const words = `The answers of ${slug} are hidden, so each user has ${hiddenSubmissionsADay} submissions on it in 24 hours; you have used them all. The next is free at ${time}.`;
  return new AppError("rate-limited", words, { fields: { dataset: [words] } });
}
