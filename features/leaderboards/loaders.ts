import { connection } from "next/server";
import { getFormatter, getTranslations } from "next-intl/server";
import { listDatasets } from "#/features/datasets/queries.ts";
import { assessmentBoard } from "#/features/leaderboards/assessment-board.ts";
import { descriptionBoard } from "#/features/leaderboards/description-board.ts";
import type { FigureBoard } from "#/features/leaderboards/figure-board.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/leaderboard.ts";
import { perceptionBoard } from "#/features/leaderboards/perception-board.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { type AddressParams, parseTableState, type TableState } from "#/features/leaderboards/table-state.ts";
import type { Task } from "#/prisma/generated/client.ts";

export const tasks: readonly Task[] = ["perception", "description", "assessment"];

/** Datasets whose reported rows ship with the product, so that they have a leaderboard before any import. */
const published: Record<Task, string[]> = {
  perception: ["llvisionqa-dev", "llvisionqa-test"],
  description: ["lldescribe"],
  assessment: [],
};

export type LoadedBoard = FigureBoard & {
  task: Task;
  state: TableState;
  dataset: string | null;
  knownDataset: boolean;
  choices: { slug: string; label: string }[];
  items: number | null;
  generated: boolean;
  date: string | null;
};

export async function loadBoard(task: Task, params: AddressParams): Promise<LoadedBoard> {
  await connection();
  const state = parseTableState(params);
  const choices = await datasetChoices(task);
  const dataset = state.dataset ?? choices[0]?.slug ?? null;
  const knownDataset = choices.some(({ slug }) => slug === dataset);
  const board = await leaderboard(task, knownDataset && dataset ? dataset : undefined);
  const format = await getFormatter();
  const latest = board.rows
    .map(({ date }) => date)
    .sort()
    .at(-1);
  return {
    ...(await figureBoard(board)),
    task,
    state,
    dataset,
    knownDataset,
    choices,
    items: board.dataset?.items ?? null,
    generated: board.dataset?.generated ?? false,
    date: latest ? format.dateTime(new Date(latest), { dateStyle: "medium" }) : null,
  };
}

async function figureBoard(board: AnyLeaderboard): Promise<FigureBoard> {
  const t = await getTranslations();
  const label = (path: string) => (t.has(path) ? t(path) : "");
  if (board.task === "perception") return perceptionBoard(board, label);
  return board.task === "description" ? descriptionBoard(board, label) : assessmentBoard(board, label);
}

async function datasetChoices(task: Task): Promise<{ slug: string; label: string }[]> {
  const [imported, t] = await Promise.all([listDatasets(task), getTranslations("common.datasets")]);
  const slugs = [...new Set([...published[task], ...imported.map(({ slug }) => slug)])];
  return slugs.map((slug) => ({ slug, label: t.has(slug) ? t(slug) : slug }));
}
