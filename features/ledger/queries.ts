import { db } from "#/lib/db.ts";
import type { LedgerEntry } from "#/prisma/generated/client.ts";

/** Verbs of what everyone may see; the scoring of a run is its owner's business until it is published. */
const publicVerbs = ["dataset-imported", "scores-reported", "submission-published", "submission-unpublished"];

export function latestLedger(limit: number): Promise<LedgerEntry[]> {
  return db().ledgerEntry.findMany({
    where: { verb: { in: publicVerbs } },
    orderBy: { id: "desc" },
    take: limit,
  });
}
