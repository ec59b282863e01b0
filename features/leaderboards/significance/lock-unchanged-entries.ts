import type { ComparedEntry } from "#/features/leaderboards/significance/compared-entry.ts";
import type { Tx } from "#/lib/db.ts";

/**
 * Keeps entries from being scored again until the transaction ends; resolves with the ids of those that were not, since
 * they were read.
 */
export async function lockUnchangedEntries(tx: Tx, entries: readonly ComparedEntry[]): Promise<Set<number>> {
  const ids = entries.map(({ id }) => id);
  await tx.$queryRaw`SELECT FROM entries WHERE id = ANY(${ids}::int[]) ORDER BY id FOR NO KEY UPDATE`;
  // A statement of its own: the one before saw the pasts of before it waited.
  const now = await tx.entry.findMany({
    where: { id: { in: ids } },
    select: { id: true, _count: { select: { versions: true } } },
  });
  const versions = new Map(now.map(({ id, _count }) => [id, _count.versions]));
  return new Set(ids.filter((id, index) => versions.get(id) === entries[index]?.version));
}
