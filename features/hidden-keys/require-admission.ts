import type { User } from "#/features/access/actor.ts";
import { canSeeAnswerKeys } from "#/features/access/answer-key-policy.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

type Guarded = { slug: string; answers: "public" | "hidden"; hasAnswers: boolean };

/** Without answers nothing is scored, so nothing is told of them. */
function isOpen(user: User, dataset: Guarded): boolean {
  return !dataset.hasAnswers || canSeeAnswerKeys(user, dataset);
}

/** Resolves with whether this account is scored on the dataset: where answers are hidden, who was let in, and administrators. */
async function isAdmitted(user: User, dataset: Guarded, tx: Tx = db()): Promise<boolean> {
  if (isOpen(user, dataset)) return true;
  const where = { userId: user.id, datasetSlug: dataset.slug, state: "granted" } as const;
  return (await tx.admission.count({ where })) > 0;
}

/** Refuses who was not let in. `field`: whose fault the form says it is. */
export async function requireAdmission(
  user: User,
  datasets: readonly Guarded[],
  tx: Tx = db(),
  field: "dataset" | "datasets" | null = "dataset",
): Promise<void> {
  for (const dataset of datasets) {
    if (await isAdmitted(user, dataset, tx)) continue;
    const params = { dataset: dataset.slug, address: `/datasets/${dataset.slug}#admission` };
    throw new AppError("forbidden", { key: "hiddenKeys.notAdmitted", params }, { field });
  }
}

/** Refuses files of answers where the operator has not switched them on. */
export async function requireFilesTaken(user: User, dataset: Guarded, tx: Tx = db()): Promise<void> {
  if (isOpen(user, dataset)) return;
  const set = await tx.hiddenSet.findUnique({ where: { datasetSlug: dataset.slug } });
  if (set?.takesFiles) return;
  const params = { dataset: dataset.slug };
  throw new AppError("forbidden", { key: "hiddenKeys.noFiles", params }, { field: "dataset" });
}
