import { requestAddress } from "#/app/api/_http/request-actor.ts";
import type { Actor } from "#/features/access/actor.ts";
import { spokenQuota } from "#/features/quotas/queries.ts";
import { type RateRuleName, rateRules } from "#/features/quotas/rate-rules.ts";
import { overRate } from "#/features/quotas/spend.ts";
import { networkOf } from "#/lib/http/client-address.ts";
import { countAttempt, type RateState } from "#/lib/rate-limit.ts";

/** Reads and changes are counted apart, by account, or by address where there is none. */
export function countRequest(request: Request, actor: Actor): Promise<RateState> {
  return countAttempt(rateRules[ruleOf(request)], askerOf(request, actor));
}

/** Returns the account, or the address of who has none. */
export function askerOf(request: Request, actor: Actor): string {
  return actor?.id ?? networkOf(requestAddress(request));
}

export function refuseOverRate(request: Request, state: RateState): void {
  if (state.exceeded) throw overRate(ruleOf(request), state);
}

function ruleOf(request: Request): RateRuleName {
  return isRead(request) ? "apiRead" : "apiWrite";
}

export function isRead({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}

/** What remains; a route that spends a daily quota has told of that instead. */
export function setRateHeaders(headers: Headers, { limit, left, resetSeconds, seconds }: RateSpoken): void {
  if (headers.has("RateLimit-Limit")) return;
  headers.set("RateLimit-Limit", String(limit));
  headers.set("RateLimit-Remaining", String(left));
  headers.set("RateLimit-Reset", String(resetSeconds));
  headers.set("RateLimit-Policy", `${limit};w=${seconds}`);
}

/** A route that spends the day's submissions tells of those instead of its rate. */
export async function setQuotaHeaders(response: Response, actor: Actor): Promise<Response> {
  const quota = actor && (await spokenQuota(actor));
  if (quota) setRateHeaders(response.headers, quota);
  return response;
}

export type RateSpoken = Pick<RateState, "limit" | "left" | "resetSeconds" | "seconds">;
