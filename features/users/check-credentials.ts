import { type AuditVerb, recordAudit } from "#/features/audit/record-audit.ts";
import { rateRules } from "#/features/quotas/rate-rules.ts";
import { overRate } from "#/features/quotas/spend.ts";
import type { User } from "#/features/users/actor.ts";
import { email } from "#/features/users/email.ts";
import { passwordMatches } from "#/features/users/password-hash.ts";
import { passwordLength } from "#/features/users/password-length.ts";
import { userForSignIn } from "#/features/users/queries.ts";
import { networkOf } from "#/lib/client-address.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import { countAttempt, forgetAttempts } from "#/lib/rate-limit.ts";

export type SignedInUser = User & { sessionVersion: number };

/** Unknown e-mail, wrong password and an account without a password: one answer, one cost in time. */
export async function checkCredentials(
  input: { email: string; password: string },
  address: string,
): Promise<SignedInUser> {
  const mailbox = email.safeParse(input.email).data ?? "";
  await countAttempts(mailbox, address);
  const user = mailbox ? await userForSignIn(mailbox) : null;
  const password = input.password.slice(0, 2 * passwordLength.max);
  if (!(await passwordMatches(password, user?.passwordHash ?? null)) || !user) {
    await audit("sign-in-failed", mailbox, address);
    throw new AppError(
      "unauthenticated",
      "The e-mail address or the password is wrong. Check both and try again.",
    );
  }
  await forgetAttempts(rateRules.signIn, mailbox);
  if (user.isAdmin) await recordAudit(db(), { ...user, from: address }, "signed-in", user.email);
  return { id: user.id, email: user.email, isAdmin: user.isAdmin, sessionVersion: user.sessionVersion };
}

/** By account, so that many addresses cannot share the guessing, and by address, for many accounts. */
async function countAttempts(mailbox: string, address: string): Promise<void> {
  const byAccount = await countAttempt(rateRules.signIn, mailbox);
  const byAddress = await countAttempt(rateRules.signInAddress, networkOf(address));
  if (byAccount.justExceeded || byAddress.justExceeded) await audit("sign-in-locked", mailbox, address);
  if (byAccount.exceeded) throw overRate("signIn", byAccount);
  if (byAddress.exceeded) throw overRate("signInAddress", byAddress);
}

function audit(verb: AuditVerb, mailbox: string, address: string): Promise<void> {
  return recordAudit(db(), { from: address }, verb, mailbox || "not an e-mail address");
}
