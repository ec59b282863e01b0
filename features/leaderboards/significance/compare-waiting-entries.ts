import { type ComparedEntry, comparedEntries } from "#/features/leaderboards/significance/compared-entry.ts";
import { markCompared } from "#/features/leaderboards/significance/mark-compared.ts";
import { storeComparisons } from "#/features/leaderboards/significance/store-comparisons.ts";
import { verifyUploadedEntries } from "#/features/leaderboards/significance/verify-uploaded-entries.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { log } from "#/lib/log.ts";
import { withAdvisoryLock } from "#/lib/postgres/with-advisory-lock.ts";

type Going = { touch: () => Promise<void>; signal: AbortSignal | undefined };

/**
 * Tests every published run that was not compared yet against all others on the same items, so that a leaderboard
 * reads results of tests and never answers. One process at a time is at a dataset; each test is kept as it is found,
 * and what is left when `signal` is aborted is found again.
 */
export async function compareEntries(datasetSlug?: string, signal?: AbortSignal): Promise<void> {
  // What was verified stands in another table and is compared there.
  let hasVerified = true;
  while (hasVerified && !signal?.aborted) hasVerified = await compareRound(datasetSlug, signal);
}

/** Resolves with whether answers were verified. */
async function compareRound(datasetSlug?: string, signal?: AbortSignal): Promise<boolean> {
  let hasVerified = false;
  const slugs = new Set((await waitingEntries(datasetSlug)).map((entry) => entry.datasetSlug));
  for (const slug of slugs) {
    if (signal?.aborted) return hasVerified;
    await withAdvisoryLock(`compare ${slug}`, async (touch) => {
      for (const { id } of await waitingEntries(slug)) {
        if (signal?.aborted) return;
        await touch();
        // Read again: those before it may have taken long.
        const [entry] = await comparedEntries({ id, comparedAt: null });
        if (entry) await compareOrLeave(entry, { touch, signal });
      }
      if ((await verifyUploadedEntries(slug)) > 0) hasVerified = true;
    });
  }
  return hasVerified;
}

function waitingEntries(datasetSlug?: string): Promise<ComparedEntry[]> {
  return comparedEntries({ comparedAt: null, ...(datasetSlug !== undefined && { datasetSlug }) });
}

/** One entry that cannot be compared must not keep the others from it. */
async function compareOrLeave(entry: ComparedEntry, going: Going): Promise<void> {
  try {
    await compareEntry(entry, going);
  } catch (error) {
    log().warn({ entry: entry.id, error: String(error) }, "entry not compared yet");
  }
}

async function compareEntry(entry: ComparedEntry, { touch, signal }: Going): Promise<void> {
  let isWhole = true;
  for await (const found of leaderboardByTask[entry.task].compare(entry)) {
    if (!(await storeComparisons(entry, found))) isWhole = false;
    if (signal?.aborted) return;
    await touch();
  }
  if (isWhole) await markCompared(entry);
}
