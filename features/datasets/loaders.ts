import { notFound } from "next/navigation";
import { connection } from "next/server";
import { maySeeAnswers } from "#/features/datasets/answers-policy.ts";
import { type ChosenSlices, chosenSlices, itemFilter } from "#/features/datasets/item-filter.ts";
import {
  browseItems,
  countSlices,
  type ItemWithPictures,
  itemsSolvedBy,
  itemWithPictures,
  latestDataset,
  listDatasets,
  neighbours,
  type PublishedAnswer,
  publishedAnswers,
  type SliceCount,
} from "#/features/datasets/queries.ts";
import { currentActor } from "#/features/users/loaders.ts";
import type { Dataset, Item } from "#/prisma/generated/client.ts";

type Params = Record<string, string | string[] | undefined>;

export const itemsPerPage = 48;

export async function loadDatasets(): Promise<Dataset[]> {
  await connection();
  return listDatasets();
}

export type DatasetPage = {
  dataset: Dataset;
  slices: SliceCount[];
  chosen: ChosenSlices;
  page: number;
  total: number;
  items: Item[];
  seesAnswers: boolean;
};

export async function loadDataset(slug: string, params: Params): Promise<DatasetPage> {
  await connection();
  const dataset = (await latestDataset(slug)) ?? notFound();
  const actor = await currentActor();
  const seesAnswers = maySeeAnswers(actor, dataset);
  const { chosen, filter } = await chosenItems(dataset, seesAnswers, params);
  const page = Math.min(10_000, Math.max(1, Number.parseInt(String(params.page ?? "1"), 10) || 1));
  const [slices, found] = await Promise.all([
    countSlices(dataset.id),
    browseItems(dataset.id, filter, { skip: (page - 1) * itemsPerPage, take: itemsPerPage }),
  ]);
  const items = seesAnswers ? found.items : found.items.map(withoutAnswers);
  return { dataset, slices, chosen, page, total: found.total, items, seesAnswers };
}

export type ItemPage = {
  dataset: Dataset;
  item: ItemWithPictures;
  chosen: ChosenSlices;
  previous: number | null;
  next: number | null;
  answers: PublishedAnswer[];
  seesAnswers: boolean;
};

export async function loadItem(slug: string, key: string, params: Params): Promise<ItemPage> {
  await connection();
  if (!/^\d{1,7}$/.test(key)) notFound();
  const dataset = (await latestDataset(slug)) ?? notFound();
  const number = Number(key);
  const seesAnswers = maySeeAnswers(await currentActor(), dataset);
  const { chosen, filter } = await chosenItems(dataset, seesAnswers, params);
  const [found, beside, answers] = await Promise.all([
    itemWithPictures(dataset.id, number),
    neighbours(dataset.id, number, filter),
    publishedAnswers(dataset.id, number),
  ]);
  const item = found ?? notFound();
  return {
    dataset,
    chosen,
    ...beside,
    seesAnswers,
    item: seesAnswers ? item : withoutAnswers(item),
    answers: seesAnswers ? answers : answers.map(withoutVerdict),
  };
}

/** How hard an item is would tell its answer: where these are hidden, nothing can be chosen by it. */
async function chosenItems(dataset: Dataset, seesAnswers: boolean, params: Params) {
  const asked = chosenSlices(params);
  const solved = seesAnswers && dataset.task === "perception" ? asked.solved : null;
  const numbers = solved ? await itemsSolvedBy(dataset.id, solved) : undefined;
  const chosen = { ...asked, solved };
  return { chosen, filter: itemFilter(chosen, numbers) };
}

function withoutAnswers<T extends Item>(item: T): T {
  return { ...item, correctOption: null, reference: null, mos: null };
}

function withoutVerdict(answer: PublishedAnswer): PublishedAnswer {
  const verdict = answer.outcome === "correct" || answer.outcome === "wrong";
  return { ...answer, ratings: [], ...(verdict && { outcome: "answered" }) };
}
