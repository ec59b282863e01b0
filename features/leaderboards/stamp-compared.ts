import type { ComparedEntry } from "#/features/leaderboards/compared-entry.ts";
import { db } from "#/lib/db.ts";

/** Says that the entry was tested against all others, unless it was published anew meanwhile. */
export async function stampCompared({ id, publishedAt }: ComparedEntry): Promise<void> {
  await db().entry.updateMany({ where: { id, publishedAt }, data: { comparedAt: new Date() } });
}
