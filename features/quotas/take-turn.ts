import { AppError } from "#/lib/errors.ts";
import { FairSlots, TooManyWaiting } from "#/lib/fair-slots.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";

/** What this process does at once; of each asker so many, and so many of it wait. */
const turns = {
  /** Files of results: whoever reads slowly holds one for as long. */
  export: new FairSlots({ atOnce: 32, ofOne: 3, waiting: 6 }),
  /** Dry runs and probes: each holds pictures of up to eight items, and an endpoint may let it wait for a minute. */
  trial: new FairSlots({ atOnce: 8, ofOne: 2, waiting: 4 }),
};

const texts = {
  export: { key: "quotas.exports" },
  trial: { key: "quotas.trials" },
} as const satisfies Record<keyof typeof turns, ErrorText>;

const retryAfterSeconds = 5;

/**
 * Waits for a turn among all who ask this process for the same, and resolves with the way to end it. `asker`: the
 * account, or the address of who has none.
 */
export async function takeTurn(
  what: keyof typeof turns,
  asker: string,
  left?: AbortSignal,
): Promise<() => void> {
  try {
    return await turns[what].take(asker, left);
  } catch (error) {
    if (!(error instanceof TooManyWaiting)) throw error;
    throw new AppError("rate-limited", texts[what], { retryAfterSeconds });
  }
}

/** Runs the work in its turn. */
export async function inTurn<T>(
  what: keyof typeof turns,
  asker: string,
  work: () => Promise<T>,
  left?: AbortSignal,
): Promise<T> {
  const end = await takeTurn(what, asker, left);
  try {
    return await work();
  } finally {
    end();
  }
}
