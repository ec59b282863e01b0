import { z } from "zod";
import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const most = 100_000;
const count = z.int().min(0).max(most).nullable();
const quotaInput = z.strictObject({ submissionsADay: count, hiddenSubmissionsADay: count });
export type QuotaInput = z.infer<typeof quotaInput>;

/** Sets what one user has in 24 hours; null gives back the board's own quota. */
export async function setQuota(actor: Actor, userId: string, input: unknown): Promise<QuotaInput> {
  const admin = requireAdmin(actor);
  const quota = quotaInput.safeParse(input);
  if (!quota.success) throw new AppError("bad-input", { key: "quotas.bad", params: { most } });
  await db().$transaction(async (tx) => {
    const user = z.uuid().safeParse(userId).success
      ? await tx.user.findUnique({ where: { id: userId } })
      : null;
    if (!user) throw new AppError("not-found", { key: "quotas.noUser" });
    await tx.user.update({ where: { id: user.id }, data: quota.data });
    await recordAudit(tx, admin, "quota-set", user.email, quota.data);
  });
  return quota.data;
}
