import { AppError } from "#/lib/errors.ts";
import { FairSlots, TooManyWaiting } from "#/lib/fair-slots.ts";

const most = 300;
const retryAfterSeconds = 5;

/** A receipt reads all results of a run: a few at a time, whoever asks. */
const makers = new FairSlots({ atOnce: 2, ofOne: 1, waiting: 4 });
const kept = new Map<string, Promise<string>>();

/**
 * Resolves with the receipt that `key` stands for, made once for all who ask; the key names all that a receipt depends on. Of the
 * last few hundred; `asker`: on whose behalf it is made where it is not there.
 */
export function cachedReceipt(key: string, asker: string, make: () => Promise<string>): Promise<string> {
  const known = kept.get(key);
  kept.delete(key);
  const receipt = known ?? makers.run(asker, make).catch(refuse);
  kept.set(key, receipt);
  if (!known) receipt.catch(() => kept.get(key) === receipt && kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return receipt;
}

function refuse(error: unknown): never {
  if (!(error instanceof TooManyWaiting)) throw error;
  const message = "Too many receipts are being made at once. Wait for one to end, then try again.";
  throw new AppError("rate-limited", message, { retryAfterSeconds });
}
