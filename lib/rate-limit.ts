import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";
import { pool } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";

export type RateRule = {
  name: string;
  points: number;
  seconds: number;
  /** Counted by each process for itself: for what is asked often and does no harm. */
  perProcess?: true;
};

export type RateState = {
  limit: number;
  seconds: number;
  left: number;
  used: number;
  /** Until the count starts again. */
  resetSeconds: number;
  exceeded: boolean;
  /** This very attempt was the first one too many. */
  justExceeded: boolean;
};

/** Counts one attempt, in Redis where the board has one, else in PostgreSQL; in memory while neither answers. */
export async function countAttempt(rule: RateRule, key: string): Promise<RateState> {
  try {
    return stateOf(rule, await limiterOf(rule).consume(hashed(key)), false);
  } catch (rejected) {
    if (rejected instanceof RateLimiterRes) return stateOf(rule, rejected, true);
    throw rejected;
  }
}

export async function forgetAttempts(rule: RateRule, key: string): Promise<void> {
  await limiterOf(rule).delete(hashed(key));
}

/** For as long as the rule says, restarted each time. */
export async function remember(rule: RateRule, key: string): Promise<void> {
  await limiterOf(rule).set(hashed(key), 1, rule.seconds);
}

export async function isRemembered(rule: RateRule, key: string): Promise<boolean> {
  return (await limiterOf(rule).get(hashed(key))) !== null;
}

function stateOf({ points, seconds }: RateRule, result: RateLimiterRes, exceeded: boolean): RateState {
  return {
    limit: points,
    seconds,
    left: Math.max(0, result.remainingPoints),
    used: result.consumedPoints,
    resetSeconds: Math.ceil(result.msBeforeNext / 1000),
    exceeded,
    justExceeded: exceeded && result.consumedPoints === points + 1,
  };
}

/** The store learns neither addresses nor e-mails. */
function hashed(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

type Store = ReturnType<typeof pool> | Redis;
const limiters = new WeakMap<Store, Map<string, RateLimiterAbstract>>();
const holder = globalThis as typeof globalThis & { boardLimitRedis?: Redis };

function limiterOf(rule: RateRule): RateLimiterAbstract {
  const store = env().REDIS_URL ? redis() : pool();
  const known = limiters.get(store) ?? new Map<string, RateLimiterAbstract>();
  limiters.set(store, known);
  const limiter = known.get(rule.name) ?? newLimiter(rule, store);
  known.set(rule.name, limiter);
  return limiter;
}

function newLimiter({ name, points, seconds, perProcess }: RateRule, store: Store): RateLimiterAbstract {
  const memory = { keyPrefix: `limit:${name}`, points, duration: seconds };
  if (perProcess) return new RateLimiterMemory(memory);
  const options = { ...memory, storeClient: store, insuranceLimiter: new RateLimiterMemory(memory) };
  if (store instanceof Redis) return new RateLimiterRedis(options);
  return new RateLimiterPostgres({
    ...options,
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: true,
  });
}

function redis(): Redis {
  if (!holder.boardLimitRedis) {
    const client = new Redis(env().REDIS_URL ?? "", {
      maxRetriesPerRequest: 1,
      commandTimeout: 1000,
      enableReadyCheck: false,
    });
    client.on("error", () => {});
    holder.boardLimitRedis = client;
  }
  return holder.boardLimitRedis;
}

/** @internal */
export function closeRateLimits(): void {
  holder.boardLimitRedis?.disconnect();
  delete holder.boardLimitRedis;
}
