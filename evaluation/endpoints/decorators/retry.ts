import { setTimeout as delay } from "node:timers/promises";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";

/** All times in milliseconds. */
export type RetryPolicy = {
  /** Attempts that may fail before giving up, the first included. */
  attempts: number;
  /** Upper bound of the first backoff; it doubles with every failed attempt. */
  baseDelayMs: number;
  maxDelayMs: number;
  /** The longest single wait a server may ask for; a longer one is cut to this. */
  maxRetryAfterMs: number;
  /** What all waits of one call may add up to before the last error is thrown. */
  waitBudgetMs: number;
};

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 5,
  baseDelayMs: 500,
  maxDelayMs: 20_000,
  maxRetryAfterMs: 60_000,
  waitBudgetMs: 600_000,
};

export type RetryClock = {
  random: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

const systemClock: RetryClock = {
  random: Math.random,
  sleep: async (ms, signal) => {
    await delay(ms, undefined, { signal }).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : error;
    });
  },
};

export type RetriedResult<T> = { value: T; attempts: number };

/** The last error of a call that was given up, with the attempts it took. */
export class RetriesExhausted extends Error {
  readonly attempts: number;
  readonly error: EndpointError;

  constructor(error: EndpointError, attempts: number) {
    super(error.message, { cause: error });
    this.name = "RetriesExhausted";
    this.attempts = attempts;
    this.error = error;
  }
}

/**
 * Calls until it succeeds, up to the policy's attempts. 429, and 503 with Retry-After, wait as told
 * (429 without Retry-After: a backoff) and use up no attempt, only the waiting budget. Other retryable
 * errors back off exponentially with full jitter. Everything else, and the last error, ends as
 * RetriesExhausted; an abort and errors that are no EndpointError pass through as they are.
 */
export async function withRetries<T>(
  call: (signal: AbortSignal) => Promise<T>,
  policy: RetryPolicy,
  signal: AbortSignal,
  clock: RetryClock = systemClock,
): Promise<RetriedResult<T>> {
  let failed = 0;
  let throttled = 0;
  let waitedMs = 0;
  for (;;) {
    signal.throwIfAborted();
    try {
      return { value: await call(signal), attempts: failed + 1 };
    } catch (error) {
      if (!(error instanceof EndpointError)) throw error;
      const told = isThrottle(error);
      if (told) throttled += 1;
      else failed += 1;
      const attempts = Math.max(1, failed);
      if (!error.retryable || failed >= policy.attempts) throw new RetriesExhausted(error, attempts);
      const waitMs = waitBeforeNext(error, told ? throttled : failed, policy, clock.random);
      if (waitedMs + waitMs > policy.waitBudgetMs) throw new RetriesExhausted(error, attempts);
      waitedMs += waitMs;
      await clock.sleep(waitMs, signal);
    }
  }
}

function isThrottle(error: EndpointError): boolean {
  return error.kind === "rate" || (error.kind === "overload" && error.retryAfterMs !== null);
}

function waitBeforeNext(
  error: EndpointError,
  failures: number,
  policy: RetryPolicy,
  random: () => number,
): number {
  if (error.retryAfterMs !== null) {
    // A server that says "0 seconds" again and again must still use up the budget.
    return Math.max(policy.baseDelayMs, Math.min(error.retryAfterMs, policy.maxRetryAfterMs));
  }
  const ceiling = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (failures - 1));
  const jittered = random() * ceiling;
  return error.kind === "rate" ? Math.max(policy.baseDelayMs, jittered) : jittered;
}
