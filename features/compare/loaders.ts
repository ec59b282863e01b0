import { connection } from "next/server";
import { canSeeAnswerKeys } from "#/features/access/answer-key-policy.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { comparableRuns, type RunsApart } from "#/features/compare/comparable-runs.ts";
import { compareAnswers } from "#/features/compare/compare-answers.ts";
import type { ComparedAnswers } from "#/features/compare/compared-answers.ts";
import {
  type CompareParams,
  type CompareState,
  compareState,
  sharedDatasets,
} from "#/features/compare/compared-models.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { leaderboardModel } from "#/features/leaderboards/loaders.ts";
import type { ChartPlan } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { TableModel, TableRow, TableView } from "#/features/leaderboards/table/table-model.ts";
import { type ModelPage, modelBySlug } from "#/features/model-pages/queries.ts";
import { currentActor } from "#/features/users/loaders.ts";
import type { Task } from "#/prisma/generated/client.ts";

export type ComparedScores = {
  task: Task;
  /** Those that have a row of a compared model, the one with most of them first. */
  tables: { table: TableModel; rows: TableRow[] }[];
  view: TableView | undefined;
  charts: ChartPlan[];
};

/** Item by item, of runs that all stand in `table`. */
export type TabledAnswers = ComparedAnswers & { table: string };

export type ComparePage = {
  state: CompareState;
  models: { slug: string; name: string }[];
  unknown: string[];
  datasets: string[];
  dataset: string | null;
  scores: ComparedScores | null;
  answers: TabledAnswers | RunsApart | "hidden" | null;
};

export async function loadCompare(params: CompareParams): Promise<ComparePage> {
  await connection();
  const state = compareState(params);
  const found = await Promise.all(state.models.map(modelBySlug));
  const published = found.filter((model) => model !== null).filter(({ entries }) => entries.length > 0);
  // Two addresses may be of one model, that was renamed.
  const models = published.filter(
    ({ id }, index) => published.findIndex((other) => other.id === id) === index,
  );
  const datasets = sharedDatasets(
    models.map(({ entries }) =>
      entries.map(({ datasetSlug, submission }) => ({ datasetSlug, measured: submission !== null })),
    ),
  );
  const dataset = datasets.find((slug) => slug === state.dataset) ?? datasets[0] ?? null;
  return {
    state,
    models: models.map(({ slug, name }) => ({ slug, name })),
    unknown: state.models.filter((_, index) => !found[index]?.entries.length),
    datasets,
    dataset,
    scores: dataset ? await comparedScores(models, dataset) : null,
    answers: dataset ? await comparedAnswers(models, dataset, state.page) : null,
  };
}

async function comparedScores(models: readonly ModelPage[], slug: string): Promise<ComparedScores | null> {
  const task = models.flatMap(({ entries }) => entries).find((entry) => entry.datasetSlug === slug)?.task;
  if (!task) return null;
  const board = await leaderboardModel(task, slug);
  const tables = board.tables
    .map((table) => ({
      table,
      rows: models.flatMap((model) => table.rows.filter((row) => row.slug === model.slug)),
    }))
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => b.rows.length - a.rows.length);
  return tables.length > 0 ? { task, tables, view: board.views[0], charts: board.charts } : null;
}

async function comparedAnswers(
  models: readonly ModelPage[],
  slug: string,
  page: number,
): Promise<ComparePage["answers"]> {
  const dataset = await latestDataset(slug);
  if (!dataset) return null;
  const found = comparableRuns(models, dataset.id);
  if (!found) return null;
  const actor = await currentActor();
  if (found.kind === "apart") return canSeeAnswerKeys(actor, dataset) ? found : "hidden";
  const place = `comparison of ${models.map((model) => model.slug).join(", ")}`;
  if (!(await authorizeAnswerKeys(actor, dataset, place))) return "hidden";
  return { ...(await compareAnswers(dataset, found.runs, page)), table: found.table };
}
