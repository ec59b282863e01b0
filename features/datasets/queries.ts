import { db } from "#/lib/db.ts";
import type { Dataset, Item, Task } from "#/prisma/generated/client.ts";

/** The highest version of a dataset, or null. */
export function latestDataset(slug: string): Promise<Dataset | null> {
  return db().dataset.findFirst({ where: { slug }, orderBy: { version: "desc" } });
}

export function datasetById(id: number): Promise<Dataset | null> {
  return db().dataset.findUnique({ where: { id } });
}

/** The latest version of every dataset, in order of task and slug. */
export function listDatasets(task?: Task): Promise<Dataset[]> {
  return db().dataset.findMany({
    where: task ? { task } : {},
    distinct: ["slug"],
    orderBy: [{ slug: "asc" }, { version: "desc" }],
  });
}

/** Items in dataset order, `first` to `last` inclusive; answers included, so ask maySeeAnswers before showing them. */
export function datasetItems(datasetId: number, range?: { first: number; last: number }): Promise<Item[]> {
  return db().item.findMany({
    where: { datasetId, ...(range && { number: { gte: range.first, lte: range.last } }) },
    orderBy: { number: "asc" },
  });
}

export type SliceCount = {
  questionType: number | null;
  concern: number | null;
  subset: string | null;
  items: number;
};

/** How many items each combination of question type, concern and subset has. */
export async function countSlices(datasetId: number): Promise<SliceCount[]> {
  const groups = await db().item.groupBy({
    by: ["questionType", "concern", "subset"],
    where: { datasetId },
    _count: { _all: true },
    orderBy: [{ questionType: "asc" }, { concern: "asc" }, { subset: "asc" }],
  });
  return groups.map(({ _count, ...slice }) => ({ ...slice, items: _count._all }));
}
