import type { User } from "#/features/users/actor.ts";
import { attemptLimit } from "#/features/users/attempt-limit.ts";
import type { SignedInUser } from "#/features/users/check-credentials.ts";
import { hashPassword, passwordMatches } from "#/features/users/password-hash.ts";
import { refuseWeakPassword } from "#/features/users/password-rule.ts";
import { userById } from "#/features/users/queries.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const perUser = attemptLimit(10, 15 * 60_000);

/** Ends every other session of the account. An account without a password (GitHub) sets its first one. */
export async function changePassword(
  actor: User,
  input: { current: string; password: string },
): Promise<SignedInUser> {
  if (perUser.exceeded(actor.id)) {
    throw new AppError(
      "rate-limited",
      "Too many attempts to change the password. Wait 15 minutes, then try again.",
    );
  }
  const user = await userById(actor.id);
  if (!user) throw new AppError("unauthenticated", "This account no longer exists.");
  if (user.passwordHash !== null && !(await passwordMatches(input.current, user.passwordHash))) {
    perUser.count(actor.id);
    const words = "This is not the current password. Type it again.";
    throw new AppError("bad-input", words, { fields: { current: [words] } });
  }
  refuseWeakPassword(input.password, user.email);
  const { id, email, isAdmin, sessionVersion } = await db().user.update({
    where: { id: user.id, sessionVersion: user.sessionVersion },
    data: { passwordHash: await hashPassword(input.password), sessionVersion: { increment: 1 } },
  });
  return { id, email, isAdmin, sessionVersion };
}
