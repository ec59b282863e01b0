import type { PublishedEntry } from "#/features/leaderboards/published-entry.ts";
import { publishedEntries } from "#/features/leaderboards/queries.ts";
import { db } from "#/lib/db.ts";
import type { Model } from "#/prisma/generated/client.ts";

export type ModelPage = Model & { entries: PublishedEntry[] };

/** A model with all it has published, scores of hidden sets coarsened as everywhere; null if there is none of this slug. */
export async function modelBySlug(slug: string): Promise<ModelPage | null> {
  const model = await db().model.findUnique({ where: { slug } });
  return model && { ...model, entries: await publishedEntries({ modelId: model.id }) };
}
