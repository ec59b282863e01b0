import { connection } from "next/server";
import { getFormatter, getTranslations } from "next-intl/server";
import { leaderboardAsOf } from "#/features/leaderboards/leaderboard-as-of.ts";
import { leaderboard, leaderboardDatasets } from "#/features/leaderboards/queries.ts";
import type { AsOf, LeaderboardDataset } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { Label, LeaderboardModel } from "#/features/leaderboards/table/leaderboard-model.ts";
import {
  type AddressParams,
  parseTableState,
  type TableState,
} from "#/features/leaderboards/table/table-state.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import type { Task } from "#/prisma/generated/client.ts";

type DatasetChoice = { slug: string; label: string };

export type LoadedLeaderboard = LeaderboardModel & {
  task: Task;
  state: TableState;
  /** Null for assessment over all databases. */
  dataset: string | null;
  knownDataset: boolean;
  choices: DatasetChoice[];
  items: number | null;
  groups: LeaderboardDataset["groups"];
  generated: boolean;
  version: number | null;
  date: string | null;
  asOf: AsOf | null;
  /** A day in the address that is none. */
  misread: string | null;
};

export async function loadLeaderboard(task: Task, params: AddressParams): Promise<LoadedLeaderboard> {
  await connection();
  const state = parseTableState(params);
  const [datasets, format] = await Promise.all([leaderboardDatasets(task), getFormatter()]);
  const slug = state.dataset ?? (leaderboardByTask[task].joinsDatasets ? null : (datasets[0]?.slug ?? null));
  const known = datasets.find((dataset) => dataset.slug === slug) ?? null;
  const { latest, asOf, set, ...board } = await leaderboardModel(task, slug ?? undefined, state.asof);
  return {
    ...board,
    task,
    state,
    dataset: slug,
    knownDataset: known !== null || slug === null,
    choices: await datasetChoices(task, datasets),
    items: set?.items ?? (slug === null ? null : (board.tables[0]?.columns[0]?.n ?? null)),
    groups: set?.groups ?? null,
    generated: set?.generated ?? false,
    version: set?.version ?? null,
    asOf,
    misread: params.asof && state.asof === null ? String(params.asof).slice(0, 40) : null,
    date: latest ? format.dateTime(new Date(latest), { dateStyle: "medium" }) : null,
  };
}

type DatedModel = LeaderboardModel & {
  set: LeaderboardDataset | null;
  latest: string | undefined;
  asOf: AsOf | null;
};

export async function leaderboardModel(
  task: Task,
  slug?: string,
  asked: string | null = null,
): Promise<DatedModel> {
  const t = await getTranslations();
  const label: Label = (path) => (t.has(path) ? t(path) : (path.split(".").at(-1) ?? path));
  const found = await (asked === null ? leaderboard(task, slug) : leaderboardAsOf(task, slug, asked));
  const { dataset: set, asOf = null, rows } = found;
  return { ...leaderboardByTask[task].toModel(found, label), set, asOf, latest: latestDate(rows) };
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
  return leaderboardByTask[task].joinsDatasets && named.length > 1
    ? [{ slug: "", label: all("allDatabases") }, ...named]
    : named;
}
