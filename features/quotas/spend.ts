import type { User } from "#/features/access/actor.ts";
import { type RateRuleName, rateRules, rateText } from "#/features/quotas/rate-rules.ts";
import { AppError } from "#/lib/errors.ts";
import { countAttempt, type RateState } from "#/lib/rate-limit.ts";

/** Counts one attempt of `key` and refuses what is over the limit, with the time to wait. */
export async function spend(rule: RateRuleName, key: string): Promise<RateState> {
  const state = await countAttempt(rateRules[rule], key);
  if (state.exceeded) throw overRate(rule, state);
  return state;
}

/** Counts for an account, or for what it does something to; administrators and the shell are not slowed down. */
export async function spendAs(user: User, rule: RateRuleName, subject = user.id): Promise<void> {
  if (!user.isAdmin) await spend(rule, subject);
}

export function overRate(rule: RateRuleName, { resetSeconds }: RateState): AppError {
  return new AppError("rate-limited", rateText(rule), { retryAfterSeconds: Math.max(1, resetSeconds) });
}
