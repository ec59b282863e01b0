import type { SolveRate } from "#/features/datasets/solve-rate.ts";
import { aspectRatings } from "#/features/results/rounds.ts";
import type { AspectRatings } from "#/features/results/view.ts";
import { db, pool } from "#/lib/db.ts";
import type { Dataset, Image, Item, ItemOutcome, Prisma, Task } from "#/prisma/generated/client.ts";

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

export type ItemFilter = {
  questionType?: number;
  concern?: number;
  subset?: string;
  AND?: { number: { in: number[] } };
};

const solvedItems = `
SELECT r.item FROM entries e JOIN item_results r ON r.run_id = e.run_id
WHERE e.dataset_id = $1 AND e.published_at IS NOT NULL AND e.pipeline = 'multiple-choice'
  AND r.outcome NOT IN ('error', 'absent', 'answered')
GROUP BY r.item
HAVING CASE WHEN bool_and(r.outcome = 'correct') THEN 'all' WHEN bool_or(r.outcome = 'correct') THEN 'some'
  ELSE 'none' END = $2 ORDER BY r.item`;

/** Items on which none, some or all of the published models are right: ask maySeeAnswers first. */
export async function itemsSolvedBy(datasetId: number, solved: SolveRate): Promise<number[]> {
  const { rows } = await pool().query<{ item: number }>(solvedItems, [datasetId, solved]);
  return rows.map(({ item }) => item);
}

/** One page of the items that a filter leaves, and how many it leaves. */
export async function browseItems(
  datasetId: number,
  filter: ItemFilter,
  page: { skip: number; take: number },
): Promise<{ total: number; items: Item[] }> {
  const where = { datasetId, ...filter };
  const [total, items] = await Promise.all([
    db().item.count({ where }),
    db().item.findMany({ where, orderBy: { number: "asc" }, ...page }),
  ]);
  return { total, items };
}

export type ItemWithPictures = Item & { picture: Image | null; secondPicture: Image | null };

export function itemWithPictures(datasetId: number, number: number): Promise<ItemWithPictures | null> {
  return db().item.findUnique({
    where: { datasetId_number: { datasetId, number } },
    include: { picture: true, secondPicture: true },
  });
}

/** The numbers before and after an item among those a filter leaves. */
export async function neighbours(
  datasetId: number,
  number: number,
  filter: ItemFilter,
): Promise<{ previous: number | null; next: number | null }> {
  const beside = async (bound: Prisma.IntFilter, order: "asc" | "desc") => {
    const found = await db().item.findFirst({
      where: { datasetId, ...filter, number: bound },
      orderBy: { number: order },
      select: { number: true },
    });
    return found?.number ?? null;
  };
  const [previous, next] = await Promise.all([beside({ lt: number }, "desc"), beside({ gt: number }, "asc")]);
  return { previous, next };
}

export type PublishedAnswer = {
  model: { slug: string; name: string };
  outcome: ItemOutcome;
  parsed: number | null;
  parsedBy: string | null;
  score: number | null;
  response: string | null;
  /** What the run's newest judge made of it; empty where nothing was rated. */
  ratings: AspectRatings[];
};

/** What every published run got back for one item; outcomes included, so ask maySeeAnswers before showing them. */
export async function publishedAnswers(datasetId: number, item: number): Promise<PublishedAnswer[]> {
  const results = await db().itemResult.findMany({
    where: { item, run: { datasetId, entries: { some: { publishedAt: { not: null } } } } },
    select: {
      outcome: true,
      parsed: true,
      parsedBy: true,
      score: true,
      response: true,
      run: {
        select: {
          submission: { select: { model: { select: { slug: true, name: true } } } },
          judgements: {
            where: { status: "finished" },
            orderBy: { id: "desc" },
            take: 1,
            select: { votes: { where: { item }, orderBy: [{ aspect: "asc" }, { round: "asc" }] } },
          },
        },
      },
    },
    orderBy: { runId: "asc" },
  });
  return results.map(({ run, ...answer }) => ({
    ...answer,
    model: run.submission.model,
    ratings: aspectRatings(run.judgements[0]?.votes ?? []),
  }));
}

export type FeaturedItem = ItemWithPictures & { dataset: Dataset };

/**
 * An item worth showing: a question with its picture and a public answer, of an official set if one has pictures.
 * `turn` chooses among them, the same item for the same turn.
 */
export async function featuredItem(turn: number): Promise<FeaturedItem | null> {
  const dataset = await db().dataset.findFirst({
    where: { task: "perception", answers: "public", hasAnswers: true, imageCount: { gt: 0 } },
    orderBy: [{ generated: "asc" }, { slug: "asc" }, { version: "desc" }],
  });
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
