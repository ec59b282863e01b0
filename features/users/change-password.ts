import type { User } from "#/features/access/actor.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { spend } from "#/features/quotas/spend.ts";
import type { SignedInUser } from "#/features/users/check-credentials.ts";
import { freshMinutes, isFresh } from "#/features/users/fresh-session.ts";
import { hashPassword, passwordMatches } from "#/features/users/password-hash.ts";
import { refuseWeakPassword } from "#/features/users/password-rule.ts";
import { userById } from "#/features/users/queries.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/**
 * Ends every session of the account. One without a password (from a provider) sets its first one, which is a way in that
 * outlasts the session: so the session must be young, not one that somebody finds open.
 */
export async function changePassword(
  actor: User,
  input: { current: string; password: string },
  sessionBeganAt: Date,
): Promise<SignedInUser> {
  await spend("password", actor.id);
  const user = await userById(actor.id);
  if (!user) throw new AppError("unauthenticated", { key: "accounts.gone" });
  if (user.passwordHash === null && !isFresh(sessionBeganAt)) {
    throw new AppError("forbidden", { key: "accounts.oldSignIn", params: { minutes: freshMinutes } });
  }
  if (user.passwordHash !== null && !(await passwordMatches(input.current, user.passwordHash))) {
    throw new AppError("bad-input", { key: "accounts.wrongPassword" }, { field: "current" });
  }
  refuseWeakPassword(input.password, user.email);
  const passwordHash = await hashPassword(input.password);
  const { id, email, isAdmin, sessionVersion } = await db().$transaction(async (tx) => {
    await recordAudit(tx, actor, "password-changed", user.email);
    await tx.session.updateMany({ where: { userId: user.id, endedAt: null }, data: { endedAt: new Date() } });
    return tx.user.update({
      where: { id: user.id, sessionVersion: user.sessionVersion },
      data: { passwordHash, sessionVersion: { increment: 1 } },
    });
  });
  return { id, email, isAdmin, sessionVersion };
}
