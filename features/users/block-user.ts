import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { moderationReason } from "#/features/access/moderation-reason.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/** Leaves an account no way in: its sessions and tokens end at once. What it published stays; that is withdrawn where it stands. */
export async function blockUser(actor: Actor, email: string, why: string): Promise<void> {
  const admin = requireAdmin(actor);
  const blockReason = moderationReason(why);
  await db().$transaction(async (tx) => {
    const { id, blockedAt } = await userToBlock(tx, email);
    if (id === admin.id) throw new AppError("conflict", { key: "accounts.blockSelf" });
    if (blockedAt !== null)
      throw new AppError("conflict", { key: "accounts.blockedAlready", params: { email } });
    const now = new Date();
    await tx.user.update({
      where: { id },
      data: { blockedAt: now, blockReason, sessionVersion: { increment: 1 } },
    });
    await tx.session.updateMany({ where: { userId: id, endedAt: null }, data: { endedAt: now } });
    await tx.apiToken.updateMany({ where: { userId: id, revokedAt: null }, data: { revokedAt: now } });
    await recordAudit(tx, admin, "user-blocked", email, { reason: blockReason });
  });
}

/** Lets an account sign in again; the tokens and sessions that ended stay ended. */
export async function unblockUser(actor: Actor, email: string, why: string): Promise<void> {
  const admin = requireAdmin(actor);
  const reason = moderationReason(why);
  await db().$transaction(async (tx) => {
    const { id, blockedAt } = await userToBlock(tx, email);
    if (blockedAt === null) throw new AppError("conflict", { key: "accounts.notBlocked", params: { email } });
    await tx.user.update({ where: { id }, data: { blockedAt: null, blockReason: null } });
    await recordAudit(tx, admin, "user-unblocked", email, { reason });
  });
}

async function userToBlock(tx: Tx, email: string): Promise<{ id: string; blockedAt: Date | null }> {
  await tx.$queryRaw`SELECT FROM users WHERE email = ${email} FOR UPDATE`;
  const user = await tx.user.findUnique({ where: { email }, select: { id: true, blockedAt: true } });
  if (!user) throw new AppError("not-found", { key: "accounts.none", params: { email } });
  return user;
}
