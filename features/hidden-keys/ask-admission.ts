import { z } from "zod";
import type { Actor } from "#/features/access/actor.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { requireUser } from "#/features/access/submission-policy.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { longestReason } from "#/features/hidden-keys/admission-limits.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { AdmissionState } from "#/prisma/generated/client.ts";

const input = z.object({ dataset: z.string(), reason: z.string().trim().min(1).max(longestReason) });

/** Asks to be scored on a dataset with hidden answers. Who has asked, or was let in, stays where they are. */
export async function askAdmission(actor: Actor, values: unknown): Promise<AdmissionState> {
  const user = requireUser(actor);
  const parsed = input.safeParse(values);
  if (!parsed.success) {
    const params = { most: longestReason };
    throw new AppError("bad-input", { key: "hiddenKeys.reason", params }, { field: "reason" });
  }
  const { dataset: slug, reason } = parsed.data;
  const dataset = await latestDataset(slug);
  if (dataset?.answers !== "hidden") {
    throw new AppError("not-found", { key: "hiddenKeys.notHidden", params: { dataset: slug } });
  }
  await spendAs(user, "admission");
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`admission ${user.id} ${slug}`}, 0))`;
    const key = { userId_datasetSlug: { userId: user.id, datasetSlug: slug } };
    const known = await tx.admission.findUnique({ where: key });
    if (known?.state === "asked" || known?.state === "granted") return known.state;
    const asked = { state: "asked", reason, askedAt: new Date(), decidedAt: null } as const;
    await tx.admission.upsert({
      where: key,
      create: { ...asked, userId: user.id, datasetSlug: slug },
      update: asked,
    });
    await recordAudit(tx, user, "admission-asked", slug);
    return "asked";
  });
}
