import type { User } from "#/features/access/actor.ts";
import { canSeeAnswerKeys } from "#/features/access/answer-key-policy.ts";
import { boardFaults, dayMs } from "#/features/quotas/board-quotas.ts";
import { type Quota, quotaOf, userLimits } from "#/features/quotas/queries.ts";
import { minuteOf, secondsUntil } from "#/features/quotas/require-quota.ts";
import { activeStatuses } from "#/features/runs/run-status.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

type Guarded = { slug: string; answers: "public" | "hidden" };

/** Resolves with what is left of this user's scorings on one dataset with hidden answers; null for whom it does not bind. */
export async function hiddenBudget(user: User, dataset: Guarded, tx: Tx = db()): Promise<Quota | null> {
  if (canSeeAnswerKeys(user, dataset)) return null;
  const { hiddenSubmissionsADay: limit } = await userLimits(user.id, tx);
  return quotaOf(limit, await scorings(tx, user.id, dataset.slug, limit));
}

/**
 * Resolves with runs from their submission on, each of their later scorings, and those that a retry has begun; the newest first.
 * What failed through the board's fault counts only as far as scores were shown. A scoring that replaced another left
 * a past of the run's first entry, of which it has one in each table.
 */
function scorings(tx: Tx, userId: string, slug: string, limit: number): Promise<{ createdAt: Date }[]> {
  const since = new Date(Date.now() - dayMs);
  return tx.$queryRaw`
    WITH own AS (
      SELECT r.status::text AS status, r.reason, r.created_at,
        (SELECT min(e.id) FROM entries e WHERE e.run_id = r.id) AS entry
      FROM runs r JOIN submissions s ON s.id = r.submission_id JOIN datasets d ON d.id = r.dataset_id
      WHERE s.owner_id = ${userId}::uuid AND d.slug = ${slug})
    SELECT at AS "createdAt" FROM (
      SELECT created_at AS at FROM own
        WHERE entry IS NOT NULL OR status <> 'failed' OR reason IS NULL OR reason <> ALL(${boardFaults})
      UNION ALL SELECT p.replaced_at FROM own JOIN entry_pasts p ON p.entry_id = own.entry
        AND p.scores <> '[]'::jsonb
      UNION ALL SELECT now() FROM own WHERE entry IS NOT NULL AND status = ANY(${activeStatuses})
    ) scored WHERE at > ${since} ORDER BY at DESC LIMIT ${Math.max(limit, 1)}`;
}

/**
 * Refuses what is over the budget. Inside a transaction that then creates the runs or opens them again, two at once
 * cannot share the last. `field`: whose fault the form says it is.
 */
export async function requireHiddenBudget(
  user: User,
  datasets: readonly Guarded[],
  tx: Tx,
  field: "dataset" | null = "dataset",
): Promise<void> {
  const guarded = datasets.filter((dataset) => !canSeeAnswerKeys(user, dataset));
  for (const dataset of guarded.sort((a, b) => (a.slug < b.slug ? -1 : 1))) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${user.id} ${dataset.slug}`}, 0))`;
    await refuseSpentBudget(user, dataset, tx, field);
  }
}

/** Refuses what is over the budget, before any work for it. The transaction that creates the runs asks again. */
export async function refuseSpentBudget(
  user: User,
  dataset: Guarded,
  tx: Tx = db(),
  field: "dataset" | null = "dataset",
): Promise<void> {
  const budget = await hiddenBudget(user, dataset, tx);
  if (budget?.nextAt) throw overBudget(dataset.slug, budget.limit, budget.nextAt, field);
}

function overBudget(slug: string, limit: number, nextAt: Date, field: string | null): AppError {
  const params = { dataset: slug, limit, time: minuteOf(nextAt) };
  return new AppError(
    "rate-limited",
    { key: "quotas.hidden", params },
    {
      field,
      retryAfterSeconds: secondsUntil(nextAt),
    },
  );
}
