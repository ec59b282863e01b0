import { notFound } from "next/navigation";
import { connection } from "next/server";
import { type Concern, concernsOfSet } from "#/evaluation/tasks/perception/slices.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { type ChosenItems, chosenItems, itemFilter } from "#/features/items/item-filter.ts";
import { verdictRows } from "#/features/items/matrix/queries.ts";
import { type Matrix, sortMatrix } from "#/features/items/matrix/solve-matrix.ts";
import { countSlices, itemNumbers, itemsInOrder } from "#/features/items/queries.ts";
import { currentActor } from "#/features/users/loaders.ts";
import type { Dataset, Item } from "#/prisma/generated/client.ts";

export const matrixItemsPerPage = 50;

export type MatrixPage = {
  dataset: Dataset;
  chosen: Pick<ChosenItems, "type" | "concern">;
  /** What the set is divided into beside question types. */
  concerns: readonly Concern[];
  page: number;
  /** Null where a matrix would give hidden answers away. */
  matrix: Matrix | null;
  /** Those of the page of the table. */
  items: Item[];
};

export async function loadMatrix(
  slug: string,
  params: Record<string, string | string[] | undefined>,
): Promise<MatrixPage> {
  await connection();
  const dataset = (await latestDataset(slug)) ?? notFound();
  if (!taskTraits[dataset.task].isGraded) notFound();
  const { type, concern } = chosenItems(params);
  const chosen = { type, concern };
  const concerns = concernsOfSet(await countSlices(dataset.id));
  const page = Math.min(10_000, Math.max(1, Number.parseInt(String(params.page ?? "1"), 10) || 1));
  if (!(await authorizeAnswerKeys(await currentActor(), dataset, "matrix"))) {
    return { dataset, chosen, concerns, page, matrix: null, items: [] };
  }
  const filter = itemFilter(chosen);
  const [numbers, rows] = await Promise.all([
    itemNumbers(dataset.id, filter),
    verdictRows(dataset.id, filter),
  ]);
  const matrix = sortMatrix(numbers, rows);
  const first = (page - 1) * matrixItemsPerPage;
  const items = await itemsInOrder(dataset.id, matrix.numbers.slice(first, first + matrixItemsPerPage));
  return { dataset, chosen, concerns, page, matrix, items };
}
