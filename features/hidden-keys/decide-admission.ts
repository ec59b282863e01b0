import { z } from "zod";
import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { tellWaiting } from "#/features/hidden-keys/tell-waiting.ts";
import { email } from "#/features/users/email.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const input = z.object({
  /** An id or an e-mail address. */
  user: z.string(),
  dataset: z.string(),
  state: z.enum(["granted", "refused", "revoked"]),
});

/** Lets an account be scored on a dataset with hidden answers, or no longer; who never asked can be let in as well. */
export async function decideAdmission(actor: Actor, values: unknown): Promise<void> {
  const admin = requireAdmin(actor);
  const { user: named, dataset: slug, state } = input.parse(values);
  const where = z.uuid().safeParse(named).success
    ? { id: named }
    : { email: email.safeParse(named).data ?? named };
  const [user, dataset] = await Promise.all([db().user.findUnique({ where }), latestDataset(slug)]);
  if (!user) throw new AppError("not-found", { key: "hiddenKeys.noUser", params: { user: named } });
  if (!dataset) throw new AppError("not-found", { key: "hiddenKeys.notHidden", params: { dataset: slug } });
  const decided = { state, decidedAt: new Date() };
  await db().$transaction(async (tx) => {
    await tx.admission.upsert({
      where: { userId_datasetSlug: { userId: user.id, datasetSlug: slug } },
      create: { ...decided, userId: user.id, datasetSlug: slug },
      update: decided,
    });
    await recordAudit(tx, admin, "admission-decided", slug, { user: user.email, state });
    if (state === "granted") await tellWaiting(tx, slug);
  });
}
