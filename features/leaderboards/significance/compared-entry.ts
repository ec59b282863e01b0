import { db } from "#/lib/db.ts";
import type { Entry, Prisma } from "#/prisma/generated/client.ts";

/** A published entry of a run on a known dataset; `version`: how often it was scored again. */
export type ComparedEntry = Entry & { runId: number; datasetId: number; version: number };

export type PairResult = Prisma.ComparisonCreateManyInput;

/**
 * What tests of an entry against some others came to, all read before the items were; a pair that no test can tell apart
 * has no result.
 */
export type FoundComparisons = { metric: string; others: ComparedEntry[]; results: PairResult[] };

export async function comparedEntries(where: Prisma.EntryWhereInput): Promise<ComparedEntry[]> {
  const entries = await db().entry.findMany({
    where: { ...where, publishedAt: { not: null } },
    include: { _count: { select: { versions: true } } },
    orderBy: { id: "asc" },
  });
  return entries.flatMap(({ _count, runId, datasetId, ...entry }) =>
    runId === null || datasetId === null ? [] : { ...entry, runId, datasetId, version: _count.versions },
  );
}
