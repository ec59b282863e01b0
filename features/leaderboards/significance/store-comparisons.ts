import type { ComparedEntry, FoundComparisons } from "#/features/leaderboards/significance/compared-entry.ts";
import { lockUnchangedEntries } from "#/features/leaderboards/significance/lock-unchanged-entries.ts";
import { db } from "#/lib/db.ts";

/**
 * Keeps tests of an entry in place of earlier ones, but of pairs of which one was scored again since it was read none.
 * Resolves with `false` if there were such.
 */
export async function storeComparisons(
  entry: ComparedEntry,
  { metric, others, results }: FoundComparisons,
): Promise<boolean> {
  const { id } = entry;
  return await db().$transaction(async (tx) => {
    const unchanged = await lockUnchangedEntries(tx, [entry, ...others]);
    if (!unchanged.has(id)) return false;
    const kept = others.map((other) => other.id).filter((other) => unchanged.has(other));
    await tx.comparison.deleteMany({
      where: {
        metric,
        OR: [
          { firstId: id, secondId: { in: kept } },
          { secondId: id, firstId: { in: kept } },
        ],
      },
    });
    const data = results.filter(({ firstId, secondId }) => unchanged.has(firstId) && unchanged.has(secondId));
    await tx.comparison.createMany({ data });
    return kept.length === others.length;
  });
}
