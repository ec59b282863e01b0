import type { User } from "#/features/access/actor.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { email } from "#/features/users/email.ts";
import { passwordMatches } from "#/features/users/password-hash.ts";
import { passwordLength } from "#/features/users/password-length.ts";
import { userForSignIn } from "#/features/users/queries.ts";
import { countSignInAttempt, rememberSignIn } from "#/features/users/sign-in-attempts.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import { networkOf } from "#/lib/http/client-address.ts";

export type SignedInUser = User & { sessionVersion: number };

/** Unknown e-mail, wrong password and an account without a password: one answer, one cost in time. */
export async function checkCredentials(
  input: { email: string; password: string },
  address: string,
): Promise<SignedInUser> {
  const mailbox = email.safeParse(input.email).data ?? "";
  await countSignInAttempt(mailbox, address);
  const user = mailbox ? await userForSignIn(mailbox) : null;
  const password = input.password.slice(0, 2 * passwordLength.max);
  const matches = await passwordMatches(password, user?.passwordHash ?? null, networkOf(address));
  if (!matches || !user) {
    await recordAudit(db(), { from: address }, "sign-in-failed", mailbox || "not an e-mail address");
    throw new AppError("unauthenticated", { key: "accounts.wrongSignIn" });
  }
  if (user.blockReason !== null)
    throw new AppError("forbidden", { key: "accounts.blocked", params: { reason: user.blockReason } });
  await rememberSignIn(mailbox, address);
  if (user.isAdmin) await recordAudit(db(), { ...user, from: address }, "signed-in", user.email);
  return { id: user.id, email: user.email, isAdmin: user.isAdmin, sessionVersion: user.sessionVersion };
}
