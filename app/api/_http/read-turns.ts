import { AppError } from "#/lib/errors.ts";
import { FairSlots, TooManyWaiting } from "#/lib/fair-slots.ts";

/** Reads under way at once: however many one asks for, another's turn comes after one of each. */
const reads = new FairSlots({ atOnce: 8, ofOne: 3, waiting: 100 });

/** Reads when it is the asker's turn. */
export async function readInTurn<T>(asker: string, read: () => Promise<T>, left: AbortSignal): Promise<T> {
  try {
    return await reads.run(asker, read, left);
  } catch (error) {
    if (!(error instanceof TooManyWaiting)) throw error;
    const message = "Too many requests to the API at once. Wait for some to end, then try again.";
    throw new AppError("rate-limited", message, { retryAfterSeconds: 1 });
  }
}
