import { db } from "#/lib/db.ts";
import type { Entry, Prisma } from "#/prisma/generated/client.ts";

/** A published entry of a run on a known dataset. */
export type ComparedEntry = Entry & { runId: number; datasetId: number };

export type PairResult = Prisma.ComparisonCreateManyInput;

/** What tests of an entry against some others came to; a pair that no test can tell apart has no result. */
export type FoundTests = { others: ComparedEntry[]; results: PairResult[] };

export async function comparedEntries(where: Prisma.EntryWhereInput): Promise<ComparedEntry[]> {
  const entries = await db().entry.findMany({
    where: { ...where, publishedAt: { not: null } },
    orderBy: { id: "asc" },
  });
  return entries.filter(isCompared);
}

function isCompared(entry: Entry): entry is ComparedEntry {
  return entry.runId !== null && entry.datasetId !== null;
}
