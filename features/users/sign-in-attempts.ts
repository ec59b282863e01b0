import { recordAudit } from "#/features/access/record-audit.ts";
import { type RateRuleName, rateRules } from "#/features/quotas/rate-rules.ts";
import { overRate, spend } from "#/features/quotas/spend.ts";
import { db } from "#/lib/db.ts";
import { networkOf } from "#/lib/http/client-address.ts";
import { countAttempt, forgetAttempts, isRemembered, remember } from "#/lib/rate-limit.ts";

/**
 * Counts one attempt to sign in, and refuses one too many. A count by account alone would let any stranger lock its
 * owner out, one by address alone would let many addresses share the guessing. So both: one address has few attempts
 * at an account; all that it was not entered from of late share a count, beyond which they are slowed down to one
 * attempt at a time, never shut out; and who was let in from an address before is not hindered by what others do.
 * Nothing here asks whether there is such an account: an unknown one is counted alike.
 */
export async function countSignInAttempt(mailbox: string, address: string): Promise<void> {
  const network = networkOf(address);
  await count("signInAddress", network, mailbox, address);
  await count("signIn", placeOf(mailbox, network), mailbox, address);
  if (await isRemembered(rateRules.signedIn, placeOf(mailbox, network))) return;
  const strangers = await countAttempt(rateRules.signInStrangers, mailbox);
  if (!strangers.exceeded) return;
  if (strangers.justExceeded) await auditLock(mailbox, address);
  const isFlood = strangers.used > 2 * rateRules.signInStrangers.points;
  await spend(isFlood ? "signInSlower" : "signInSlow", mailbox);
}

/** They are known by their network from now on; what they mistyped before is forgotten, what strangers tried is not. */
export async function rememberSignIn(mailbox: string, address: string): Promise<void> {
  const place = placeOf(mailbox, networkOf(address));
  await forgetAttempts(rateRules.signIn, place);
  await remember(rateRules.signedIn, place);
}

async function count(rule: RateRuleName, key: string, mailbox: string, address: string): Promise<void> {
  const state = await countAttempt(rateRules[rule], key);
  if (state.justExceeded) await auditLock(mailbox, address);
  if (state.exceeded) throw overRate(rule, state);
}

function placeOf(mailbox: string, network: string): string {
  return `${mailbox} ${network}`;
}

function auditLock(mailbox: string, address: string): Promise<void> {
  return recordAudit(db(), { from: address }, "sign-in-locked", mailbox || "not an e-mail address");
}
