import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";
import { askedPlace } from "#/evaluation/tasks/perception/option-order.ts";
import { hasConcernSql } from "#/features/items/concern-sql.ts";
import { aspectRatings } from "#/features/results/aspect-ratings.ts";
import type { AspectRatings } from "#/features/results/item-preview.ts";
import { optionSeed } from "#/features/runs/option-seed.ts";
import { db, pool } from "#/lib/db.ts";
import type { Item, ItemOutcome } from "#/prisma/generated/client.ts";

export type SliceCount = {
  questionType: number | null;
  concern: number | null;
  subset: string | null;
  items: number;
};

/** Resolves with how many items each combination of question type, concern and subset has. */
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

/** Resolves with the numbers of the items that a filter leaves, in dataset order. */
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
  /** False of uploaded answers that nobody vouches for. */
  verified: boolean;
};

/** Resolves with what every published run got back for one item; outcomes included, so ask canSeeAnswerKeys before showing them. */
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
            entries: { where: { source: "uploaded", verifiedAt: null }, take: 1, select: { id: true } },
            submission: { select: { model: { select: { slug: true, name: true } } } },
            judgements: {
              where: { status: "finished" },
              orderBy: { id: "desc" },
              take: 1,
              select: { ratings: { where: { item }, orderBy: [{ aspect: "asc" }, { round: "asc" }] } },
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
    ratings: aspectRatings(run.judgements[0]?.ratings ?? []),
    verified: run.entries.length === 0,
  }));
}

function askedAs(seed: string | null, item: number, options: number, parsed: number | null): number | null {
  return seed === null || parsed === null ? null : askedPlace(seed, item, options, parsed);
}

/** Models that have published a run on this version, by name. */
export function modelsOnDataset(datasetId: number): Promise<{ slug: string; name: string }[]> {
  return db().model.findMany({
    where: { entries: { some: { datasetId, publishedAt: { not: null }, runId: { not: null } } } },
    select: { slug: true, name: true },
    orderBy: { name: "asc" },
  });
}

/** Resolves with what became of every item of a run. */
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
