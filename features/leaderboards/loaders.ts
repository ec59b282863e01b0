import { connection } from "next/server";
import { getFormatter, getTranslations } from "next-intl/server";
import { assessmentBoard } from "#/features/leaderboards/assessment-board.ts";
import { descriptionBoard } from "#/features/leaderboards/description-board.ts";
import type { FigureBoard, Label } from "#/features/leaderboards/figure-board.ts";
import type { LeaderboardDataset } from "#/features/leaderboards/leaderboard.ts";
import { perceptionBoard } from "#/features/leaderboards/perception-board.ts";
import {
  assessmentLeaderboard,
  descriptionLeaderboard,
  leaderboardDatasets,
  perceptionLeaderboard,
} from "#/features/leaderboards/queries.ts";
import { type AddressParams, parseTableState, type TableState } from "#/features/leaderboards/table-state.ts";
import type { Task } from "#/prisma/generated/client.ts";

export const tasks: readonly Task[] = ["perception", "description", "assessment"];

export type DatasetChoice = { slug: string; label: string };

export type LoadedBoard = FigureBoard & {
  task: Task;
  state: TableState;
  /** Null for assessment over all databases. */
  dataset: string | null;
  knownDataset: boolean;
  choices: DatasetChoice[];
  items: number | null;
  generated: boolean;
  date: string | null;
};

export async function loadBoard(task: Task, params: AddressParams): Promise<LoadedBoard> {
  await connection();
  const state = parseTableState(params);
  const [datasets, format] = await Promise.all([leaderboardDatasets(task), getFormatter()]);
  const slug = state.dataset ?? (task === "assessment" ? null : (datasets[0]?.slug ?? null));
  const known = datasets.find((dataset) => dataset.slug === slug) ?? null;
  const { latest, ...board } = await figureBoard(task, slug ?? undefined);
  return {
    ...board,
    task,
    state,
    dataset: slug,
    knownDataset: known !== null || slug === null,
    choices: await datasetChoices(task, datasets),
    items: known?.items ?? (slug === null ? null : (board.tables[0]?.columns[0]?.n ?? null)),
    generated: known?.generated ?? false,
    date: latest ? format.dateTime(new Date(latest), { dateStyle: "medium" }) : null,
  };
}

export async function figureBoard(
  task: Task,
  slug?: string,
): Promise<FigureBoard & { latest: string | undefined }> {
  const t = await getTranslations();
  const label: Label = (path) => (t.has(path) ? t(path) : (path.split(".").at(-1) ?? path));
  if (task === "perception") {
    const found = await perceptionLeaderboard(slug);
    return { ...perceptionBoard(found, label), latest: latestDate(found.rows) };
  }
  if (task === "description") {
    const found = await descriptionLeaderboard(slug);
    return { ...descriptionBoard(found, label), latest: latestDate(found.rows) };
  }
  const found = await assessmentLeaderboard(slug);
  return { ...assessmentBoard(found, label), latest: latestDate(found.rows) };
}

function latestDate(rows: { date: string }[]): string | undefined {
  return rows
    .map(({ date }) => date)
    .sort()
    .at(-1);
}

async function datasetChoices(task: Task, datasets: LeaderboardDataset[]): Promise<DatasetChoice[]> {
  const [t, all] = await Promise.all([getTranslations("common.datasets"), getTranslations("leaderboard")]);
  const named = datasets.map(({ slug }) => ({ slug, label: t.has(slug) ? t(slug) : slug }));
  return task === "assessment" && named.length > 1
    ? [{ slug: "", label: all("allDatabases") }, ...named]
    : named;
}
