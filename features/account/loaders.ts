import type { User } from "#/features/access/actor.ts";
import { listDatasets } from "#/features/datasets/queries.ts";
import { hiddenBudget } from "#/features/quotas/hidden-budget.ts";
import { type Quota, submissionQuota } from "#/features/quotas/queries.ts";

export type OwnQuotas = { submissions: Quota; hidden: { slug: string; quota: Quota }[] };

/** Resolves with what this user has left today; null for an administrator, whom no quota binds. */
export async function loadQuotas(user: User): Promise<OwnQuotas | null> {
  const [submissions, datasets] = await Promise.all([submissionQuota(user), listDatasets()]);
  if (!submissions) return null;
  const budgets = datasets.map(async (dataset) => ({
    slug: dataset.slug,
    quota: await hiddenBudget(user, dataset),
  }));
  const hidden = (await Promise.all(budgets)).flatMap(({ slug, quota }) => (quota ? [{ slug, quota }] : []));
  return { submissions, hidden };
}
