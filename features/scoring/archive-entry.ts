import { snapshotEntry } from "#/features/ledger/snapshot-entry.ts";
import type { Tx } from "#/lib/db.ts";
import type { Entry, Score } from "#/prisma/generated/client.ts";

/** Leaves of an entry's scores, and of the tests made of them, only what boards of earlier days are read from. */
export async function archiveEntry(tx: Tx, entry: Entry & { scores: Score[] }): Promise<void> {
  const { id } = entry;
  await snapshotEntry(tx, entry);
  await tx.score.deleteMany({ where: { entryId: id } });
  await tx.comparison.deleteMany({ where: { OR: [{ firstId: id }, { secondId: id }] } });
}
