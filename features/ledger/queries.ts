import { db } from "#/lib/db.ts";
import type { LedgerEntry } from "#/prisma/generated/client.ts";

/** Resolves with the newest lines. All are public: a run is entered only once its submission is. */
export function latestLedger(limit: number): Promise<LedgerEntry[]> {
  return db().ledgerEntry.findMany({ orderBy: { id: "desc" }, take: limit });
}

/** Resolves with the names of models by slug, and whether anything of them is published. */
export async function namesOfModels(
  slugs: string[],
): Promise<Map<string, { name: string; isPublic: boolean }>> {
  const models = await db().model.findMany({
    where: { slug: { in: slugs } },
    select: {
      slug: true,
      name: true,
      entries: { where: { publishedAt: { not: null } }, take: 1, select: { id: true } },
    },
  });
  return new Map(models.map(({ slug, name, entries }) => [slug, { name, isPublic: entries.length > 0 }]));
}
