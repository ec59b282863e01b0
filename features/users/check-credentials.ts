import type { User } from "#/features/users/actor.ts";
import { attemptLimit } from "#/features/users/attempt-limit.ts";
import { email } from "#/features/users/email.ts";
import { passwordMatches } from "#/features/users/password-hash.ts";
import { passwordLength } from "#/features/users/password-length.ts";
import { userForSignIn } from "#/features/users/queries.ts";
import { AppError } from "#/lib/errors.ts";

const windowMs = 15 * 60_000;
const perEmail = attemptLimit(10, windowMs);
const perAddress = attemptLimit(100, windowMs);

export type SignedInUser = User & { sessionVersion: number };

/** Unknown e-mail, wrong password and an account without a password: one answer, one cost in time. */
export async function checkCredentials(
  input: { email: string; password: string },
  address: string,
): Promise<SignedInUser> {
  const mailbox = email.safeParse(input.email).data ?? "";
  if (perEmail.exceeded(mailbox) || perAddress.exceeded(address)) {
    throw new AppError("rate-limited", "Too many attempts to sign in. Wait 15 minutes, then try again.");
  }
  perEmail.count(mailbox);
  perAddress.count(address);
  const user = mailbox ? await userForSignIn(mailbox) : null;
  const password = input.password.slice(0, 2 * passwordLength.max);
  if (!(await passwordMatches(password, user?.passwordHash ?? null)) || !user) {
    throw new AppError(
      "unauthenticated",
      "The e-mail address or the password is wrong. Check both and try again.",
    );
  }
  perEmail.forget(mailbox);
  return { id: user.id, email: user.email, isAdmin: user.isAdmin, sessionVersion: user.sessionVersion };
}
