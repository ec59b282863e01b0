import { spend } from "#/features/quotas/spend.ts";
import type { Actor } from "#/features/users/actor.ts";
import { AppError } from "#/lib/errors.ts";
import { FairSlots, TooManyWaiting } from "#/lib/fair-slots.ts";

/** Files of this process under way at once; whoever reads slowly holds one for as long. */
const exports = new FairSlots({ atOnce: 32, ofOne: 3, waiting: 6 });
const retryAfterSeconds = 5;

/**
 * A place among those who download a file of results, in turns; resolves with the way to give it back. `asker`: the
 * account, or the address of who has none.
 */
export async function takeExport(actor: Actor, asker: string, left: AbortSignal): Promise<() => void> {
  if (!actor?.isAdmin) await spend("export", asker);
  try {
    return await exports.take(asker, left);
  } catch (error) {
    if (!(error instanceof TooManyWaiting)) throw error;
    const words = "Too many files are being downloaded at once. Wait for one to end, then try again.";
    throw new AppError("rate-limited", words, { retryAfterSeconds });
  }
}
