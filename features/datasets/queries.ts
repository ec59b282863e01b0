import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";
import { askedPlace } from "#/evaluation/tasks/perception/option-order.ts";
import { hasConcernSql } from "#/features/datasets/concern-sql.ts";
import { aspectRatings } from "#/features/results/rating-rounds-of.ts";
import type { AspectRatings } from "#/features/results/item-preview.ts";
import { optionSeed } from "#/features/runs/option-seed.ts";
import { db, pool } from "#/lib/db.ts";
import type { Dataset, Image, Item, ItemOutcome, Task } from "#/prisma/generated/client.ts";

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

/** Whose answers each version of every dataset shows, in order of slug and version. */
export function listVersions(): Promise<Pick<Dataset, "slug" | "version" | "answers">[]> {
  return db().dataset.findMany({
    select: { slug: true, version: true, answers: true },
    orderBy: [{ slug: "asc" }, { version: "asc" }],
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

export type ItemFilter = { questionType: number | null; concern: string | null; subset: string | null };

const matching = `
SELECT number FROM items i WHERE dataset_id = $1 AND ($2::int IS NULL OR question_type = $2)
  AND ${hasConcernSql("i", "$3")} AND ($4::text IS NULL OR subset = $4) ORDER BY number`;

/** Numbers of the items that a filter leaves, in dataset order. */
export async function itemNumbers(datasetId: number, filter: ItemFilter): Promise<number[]> {
  const { rows } = await pool().query<[number]>({
    text: matching,
    values: [datasetId, filter.questionType, filter.concern, filter.subset],
    rowMode: "array",
  });
  return rows.map(([number]) => number);
}

/** These items, in this order. */
export async function itemsInOrder(datasetId: number, numbers: readonly number[]): Promise<Item[]> {
  const found = await db().item.findMany({ where: { datasetId, number: { in: [...numbers] } } });
  const byNumber = new Map(found.map((item) => [item.number, item]));
  return numbers.flatMap((number) => byNumber.get(number) ?? []);
}

export type ItemWithPictures = Item & { picture: Image | null; secondPicture: Image | null };

export function itemWithPictures(datasetId: number, number: number): Promise<ItemWithPictures | null> {
  return db().item.findUnique({
    where: { datasetId_number: { datasetId, number } },
    include: { picture: true, secondPicture: true },
  });
}

export type PublishedAnswer = {
  runId: number;
  model: { slug: string; name: string };
  outcome: ItemOutcome;
  parsed: number | null;
  /** The place (0 is A) of the option read, where the run asked the options in an order of its own; else null. */
  askedAs: number | null;
  parsedBy: string | null;
  score: number | null;
  response: string | null;
  /** What was sent where an original picture was refused; null where all went as they are. */
  sent: readonly (SentPicture | null)[] | null;
  /** What the run's newest judge made of it; empty where nothing was rated. */
  ratings: AspectRatings[];
};

/** What every published run got back for one item; outcomes included, so ask maySeeAnswers before showing them. */
export async function publishedAnswers(datasetId: number, item: number): Promise<PublishedAnswer[]> {
  const [asked, results] = await Promise.all([
    db().item.findUnique({
      where: { datasetId_number: { datasetId, number: item } },
      select: { options: true },
    }),
    db().itemResult.findMany({
      where: { item, run: { datasetId, entries: { some: { publishedAt: { not: null } } } } },
      select: {
        runId: true,
        outcome: true,
        parsed: true,
        parsedBy: true,
        score: true,
        response: true,
        sent: true,
        run: {
          select: {
            settings: true,
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
    }),
  ]);
  return results.map(({ run, ...answer }) => ({
    ...answer,
    askedAs: askedAs(optionSeed(run), item, asked?.options.length ?? 0, answer.parsed),
    sent: answer.sent as SentPicture[] | null,
    model: run.submission.model,
    ratings: aspectRatings(run.judgements[0]?.votes ?? []),
  }));
}

function askedAs(seed: string | null, item: number, options: number, parsed: number | null): number | null {
  return seed === null || parsed === null ? null : askedPlace(seed, item, options, parsed);
}

export type FeaturedItem = ItemWithPictures & { dataset: Dataset };

/**
 * An item worth showing: a question with its picture and a public answer, of an official set if one has pictures, and
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

/** Models that have published a run on this version, by name. */
export function modelsOnDataset(datasetId: number): Promise<{ slug: string; name: string }[]> {
  return db().model.findMany({
    where: { entries: { some: { datasetId, publishedAt: { not: null }, runId: { not: null } } } },
    select: { slug: true, name: true },
    orderBy: { name: "asc" },
  });
}

/** What became of every item of a run. */
export async function runOutcomes(runId: number): Promise<Map<number, ItemOutcome>> {
  const { rows } = await pool().query<[number, ItemOutcome]>({
    text: "SELECT item, outcome::text FROM item_results WHERE run_id = $1",
    values: [runId],
    rowMode: "array",
  });
  return new Map(rows);
}

export type RunAnswer = {
  item: number;
  outcome: ItemOutcome;
  parsed: number | null;
  /** Of assessment: d where it is known, else the score. */
  value: number | null;
  /** Its first 300 characters. */
  response: string | null;
};

export async function runAnswers(runId: number, items: readonly number[]): Promise<RunAnswer[]> {
  const { rows } = await pool().query<RunAnswer>(
    `SELECT item, outcome::text AS outcome, parsed, coalesce(logprob_difference, score) AS value,
       left(response, 300) AS response FROM item_results WHERE run_id = $1 AND item = ANY($2::int[])`,
    [runId, items],
  );
  return rows;
}
