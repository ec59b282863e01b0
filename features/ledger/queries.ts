import { db } from "#/lib/db.ts";
import type { LedgerEntry } from "#/prisma/generated/client.ts";

/** The newest lines. All are public: a run is entered only once its submission is. */
export function latestLedger(limit: number): Promise<LedgerEntry[]> {
  return db().ledgerEntry.findMany({ orderBy: { id: "desc" }, take: limit });
}
