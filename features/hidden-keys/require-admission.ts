import type { User } from "#/features/access/actor.ts";
import { canSeeAnswerKeys } from "#/features/access/answer-key-policy.ts";
import { leakMeter } from "#/features/hidden-keys/leak-meter.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

type Guarded = { slug: string; answers: "public" | "hidden"; hasAnswers: boolean };

/** Without answers nothing is scored, so nothing is told of them. */
function isOpen(user: User, dataset: Guarded): boolean {
  return !dataset.hasAnswers || canSeeAnswerKeys(user, dataset);
}

async function isAdmitted(user: User, datasetSlug: string, tx: Tx): Promise<boolean> {
  return (await tx.admission.count({ where: { userId: user.id, datasetSlug, state: "granted" } })) > 0;
}

async function refusePaused(slug: string, tx: Tx, field: string | null): Promise<void> {
  if (!(await leakMeter(slug, tx)).isPaused) return;
  throw new AppError("conflict", { key: "hiddenKeys.paused", params: { dataset: slug } }, { field });
}

/** Refuses who was not let in, and where so much was told of the key that scoring is paused. `field`: whose fault the form says it is. */
export async function requireAdmission(
  user: User,
  datasets: readonly Guarded[],
  tx: Tx = db(),
  field: "dataset" | "datasets" | null = "dataset",
): Promise<void> {
  for (const dataset of datasets) {
    if (isOpen(user, dataset)) continue;
    if (await isAdmitted(user, dataset.slug, tx)) {
      await refusePaused(dataset.slug, tx, field);
      continue;
    }
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
