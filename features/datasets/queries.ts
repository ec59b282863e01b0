import { db } from "#/lib/db.ts";
import type { Dataset, Image, Item, Task } from "#/prisma/generated/client.ts";

/** Resolves with the highest version of a dataset, or null. */
export function latestDataset(slug: string): Promise<Dataset | null> {
  return db().dataset.findFirst({ where: { slug }, orderBy: { version: "desc" } });
}

/** Resolves with the latest version of every dataset, in order of task and slug. */
export function listDatasets(task?: Task): Promise<Dataset[]> {
  return db().dataset.findMany({
    where: task ? { task } : {},
    distinct: ["slug"],
    orderBy: [{ slug: "asc" }, { version: "desc" }],
  });
}

/** Whose answers each version of every dataset shows, in order of slug and version. */
export function listVersions(): Promise<Pick<Dataset, "slug" | "version" | "answers">[]> {
  return db().dataset.findMany({
    select: { slug: true, version: true, answers: true },
    orderBy: [{ slug: "asc" }, { version: "asc" }],
  });
}

/** Resolves with items in dataset order, `first` to `last` inclusive; answers included, so ask canSeeAnswerKeys before showing them. @internal */
export function datasetItems(datasetId: number, range?: { first: number; last: number }): Promise<Item[]> {
  return db().item.findMany({
    where: { datasetId, ...(range && { number: { gte: range.first, lte: range.last } }) },
    orderBy: { number: "asc" },
  });
}

export type ItemWithPictures = Item & { picture: Image | null; secondPicture: Image | null };

export function itemWithPictures(datasetId: number, number: number): Promise<ItemWithPictures | null> {
  return db().item.findUnique({
    where: { datasetId_number: { datasetId, number } },
    include: { picture: true, secondPicture: true },
  });
}

export type FeaturedItem = ItemWithPictures & { dataset: Dataset };

/**
 * Resolves with an item worth showing: a question with its picture and a public answer, of an official set if one has pictures, and
 * of its latest version.
 * `turn` chooses among them, the same item for the same turn.
 */
export async function featuredItem(turn: number): Promise<FeaturedItem | null> {
  const open = (await listDatasets("perception")).filter(
    ({ answers, hasAnswers, imageCount }) => answers === "public" && hasAnswers && imageCount > 0,
  );
  const dataset = open.find(({ generated }) => !generated) ?? open[0];
  if (!dataset) return null;
  const where = { datasetId: dataset.id, imageHash: { not: null } };
  const skip = turn % (await db().item.count({ where }));
  const item = await db().item.findFirst({
    where,
    orderBy: { number: "asc" },
    skip,
    include: { picture: true, secondPicture: true },
  });
  return item && { ...item, dataset };
}
