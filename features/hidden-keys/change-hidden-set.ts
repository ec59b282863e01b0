import { z } from "zod";
import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { tellWaiting } from "#/features/hidden-keys/tell-waiting.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const input = z.object({
  dataset: z.string(),
  takesFiles: z.boolean().optional(),
  /** Share of the key's bits at which scoring pauses. */
  pauseShare: z.number().gt(0).max(1).optional(),
});

/** Sets whether files of answers are scored on a hidden set, and at which share of its key scoring pauses. */
export async function changeHiddenSet(actor: Actor, values: unknown): Promise<void> {
  const admin = requireAdmin(actor);
  const parsed = input.safeParse(values);
  if (!parsed.success) throw new AppError("bad-input", { key: "hiddenKeys.badShare" });
  const { dataset: slug, ...change } = parsed.data;
  if (!(await latestDataset(slug)))
    throw new AppError("not-found", { key: "hiddenKeys.notHidden", params: { dataset: slug } });
  await db().$transaction(async (tx) => {
    await tx.hiddenSet.upsert({
      where: { datasetSlug: slug },
      create: { ...change, datasetSlug: slug },
      update: change,
    });
    await recordAudit(tx, admin, "dataset-changed", slug, change);
    await tellWaiting(tx, slug);
  });
}
