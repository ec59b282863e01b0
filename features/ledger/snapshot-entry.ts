import type { Tx } from "#/lib/db.ts";
import type { Entry, Score } from "#/prisma/generated/client.ts";

/** Writes down what an entry says, before it says something else: a board as of an earlier day is read from this. */
export async function snapshotEntry(tx: Tx, entry: Entry & { scores: Score[] }): Promise<void> {
  const {
    id: entryId,
    protocolVersion,
    promptVersion,
    parserVersion,
    rung,
    coverage,
    approvedAt,
    scores,
  } = entry;
  await tx.entryVersion.create({
    data: {
      entryId,
      protocolVersion,
      promptVersion,
      parserVersion,
      rung,
      coverage,
      approvedAt,
      scores: scores.map(({ entryId: _, ...score }) => score),
    },
  });
}
