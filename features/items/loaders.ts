import { notFound } from "next/navigation";
import { connection } from "next/server";
import {
  type ItemWithPictures,
  itemWithPictures,
  latestDataset,
  listDatasets,
} from "#/features/datasets/queries.ts";
import { chosenItems } from "#/features/items/item-filter.ts";
import { type ItemList, listItems } from "#/features/items/item-list.ts";
import { type ModelAnswer, modelAnswers } from "#/features/items/model-answers.ts";
import {
  countSlices,
  itemsInOrder,
  modelsOnDataset,
  type PublishedAnswer,
  publishedAnswers,
  type SliceCount,
} from "#/features/items/queries.ts";
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
  list: ItemList;
  page: number;
  items: Item[];
  answers: Map<number, ModelAnswer>;
  /** Those that have published items here. */
  models: { slug: string; name: string }[];
};

export async function loadDataset(slug: string, params: Params): Promise<DatasetPage> {
  await connection();
  const dataset = (await latestDataset(slug)) ?? notFound();
  const list = await listItems(await currentActor(), dataset, chosenItems(params));
  const page = Math.min(10_000, Math.max(1, Number.parseInt(String(params.page ?? "1"), 10) || 1));
  const shown = list.numbers.slice((page - 1) * itemsPerPage, page * itemsPerPage);
  const [slices, models, items, answers] = await Promise.all([
    countSlices(dataset.id),
    modelsOnDataset(dataset.id),
    itemsInOrder(dataset.id, shown),
    list.model && list.canSeeAnswerKeys
      ? modelAnswers(list.model.entry, shown)
      : new Map<number, ModelAnswer>(),
  ]);
  return {
    dataset,
    slices,
    models,
    list,
    page,
    items: list.canSeeAnswerKeys ? items : items.map(withoutAnswers),
    answers,
  };
}

export type ItemPage = {
  dataset: Dataset;
  item: ItemWithPictures;
  list: ItemList;
  /** Its place among the chosen items, from 0; null where it is not one of them. */
  place: number | null;
  answers: PublishedAnswer[];
};

export async function loadItem(slug: string, key: string, params: Params): Promise<ItemPage> {
  await connection();
  if (!/^\d{1,7}$/.test(key)) notFound();
  const dataset = (await latestDataset(slug)) ?? notFound();
  const number = Number(key);
  const [list, found, answers] = await Promise.all([
    listItems(await currentActor(), dataset, chosenItems(params)),
    itemWithPictures(dataset.id, number),
    publishedAnswers(dataset.id, number),
  ]);
  const item = found ?? notFound();
  const index = list.numbers.indexOf(number);
  const { canSeeAnswerKeys, model } = list;
  const chosenFirst = answers.toSorted(
    (a, b) => Number(b.runId === model?.entry.runId) - Number(a.runId === model?.entry.runId),
  );
  return {
    dataset,
    list,
    place: index < 0 ? null : index,
    item: canSeeAnswerKeys ? item : withoutAnswers(item),
    // What a run answered on hidden sets its owner finds with the submission.
    answers: canSeeAnswerKeys ? chosenFirst : [],
  };
}

function withoutAnswers<T extends Item>(item: T): T {
  return { ...item, correctOption: null, reference: null, mos: null };
}
