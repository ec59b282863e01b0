import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { drainingSetting } from "#/features/runs/draining/draining-setting.ts";
import { db } from "#/lib/db.ts";

/** Workers finish the batches that they hold and begin no more, until they are resumed. */
export async function drainWorkers(actor: Actor): Promise<void> {
  const admin = requireAdmin(actor);
  await db().$transaction(async (tx) => {
    const value = { by: admin.email, since: new Date().toISOString() };
    const { count } = await tx.boardSetting.createMany({
      data: [{ name: drainingSetting, value }],
      skipDuplicates: true,
    });
    if (count > 0) await recordAudit(tx, admin, "queue-drained", "workers");
  });
}

/** The reconciler enqueues for what waits within seconds. */
export async function resumeWorkers(actor: Actor): Promise<void> {
  const admin = requireAdmin(actor);
  await db().$transaction(async (tx) => {
    const { count } = await tx.boardSetting.deleteMany({ where: { name: drainingSetting } });
    if (count > 0) await recordAudit(tx, admin, "queue-resumed", "workers");
  });
}
