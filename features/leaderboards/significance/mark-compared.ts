import type { ComparedEntry } from "#/features/leaderboards/significance/compared-entry.ts";
import { lockUnchangedEntries } from "#/features/leaderboards/significance/lock-unchanged-entries.ts";
import { db } from "#/lib/db.ts";

/** Says that the entry was tested against all others, unless it was published again or scored again meanwhile. */
export async function markCompared(entry: ComparedEntry): Promise<void> {
  const { id, publishedAt, verifiedAt } = entry;
  await db().$transaction(async (tx) => {
    const unchanged = await lockUnchangedEntries(tx, [entry]);
    if (!unchanged.has(id)) return;
    await tx.entry.updateMany({ where: { id, publishedAt, verifiedAt }, data: { comparedAt: new Date() } });
  });
}
