import { connection } from "next/server";
import { seeAnswers } from "#/features/audit/see-answers.ts";
import { compareAnswers } from "#/features/compare/compare-answers.ts";
import { type ComparedAnswers, type ComparedRun, comparedRun } from "#/features/compare/compared-answers.ts";
import {
  type CompareParams,
  type CompareState,
  compareState,
  sharedDatasets,
} from "#/features/compare/compared-models.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import type { ChartPlan } from "#/features/leaderboards/figure-board.ts";
import type { FigureRow, FigureTable, FigureView } from "#/features/leaderboards/figure-table.ts";
import { figureBoard } from "#/features/leaderboards/loaders.ts";
import { type ModelPage, modelBySlug } from "#/features/models/queries.ts";
import { runOnDataset } from "#/features/models/run-on-dataset.ts";
import { currentActor } from "#/features/users/loaders.ts";
import type { Task } from "#/prisma/generated/client.ts";

export type ComparedScores = {
  task: Task;
  /** Those that have a row of a compared model, the one with most of them first. */
  tables: { table: FigureTable; rows: FigureRow[] }[];
  view: FigureView | undefined;
  charts: ChartPlan[];
};

export type ComparePage = {
  state: CompareState;
  models: { slug: string; name: string }[];
  unknown: string[];
  datasets: string[];
  dataset: string | null;
  scores: ComparedScores | null;
  answers: ComparedAnswers | "hidden" | null;
};

export async function loadCompare(params: CompareParams): Promise<ComparePage> {
  await connection();
  const state = compareState(params);
  const found = await Promise.all(state.models.map(modelBySlug));
  const models = found.filter((model) => model !== null).filter(({ entries }) => entries.length > 0);
  const known = models.map(({ slug }) => slug);
  const datasets = sharedDatasets(
    models.map(({ entries }) =>
      entries.map(({ datasetSlug, submission }) => ({ datasetSlug, measured: submission !== null })),
    ),
  );
  const dataset = datasets.find((slug) => slug === state.dataset) ?? datasets[0] ?? null;
  return {
    state,
    models: models.map(({ slug, name }) => ({ slug, name })),
    unknown: state.models.filter((slug) => !known.includes(slug)),
    datasets,
    dataset,
    scores: dataset ? await comparedScores(models, dataset) : null,
    answers: dataset ? await comparedAnswers(models, dataset, state.page) : null,
  };
}

async function comparedScores(models: readonly ModelPage[], slug: string): Promise<ComparedScores | null> {
  const task = models.flatMap(({ entries }) => entries).find((entry) => entry.datasetSlug === slug)?.task;
  if (!task) return null;
  const board = await figureBoard(task, slug);
  const tables = board.tables
    .map((table) => ({
      table,
      rows: models.flatMap((model) => table.rows.filter((row) => row.slug === model.slug)),
    }))
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => b.rows.length - a.rows.length);
  return tables.length > 0 ? { task, tables, view: board.views[0], charts: board.charts } : null;
}

async function comparedAnswers(models: readonly ModelPage[], slug: string, page: number) {
  const dataset = await latestDataset(slug);
  if (!dataset) return null;
  const runs = models.flatMap(({ slug: model, name, entries }): ComparedRun[] => {
    const entry = runOnDataset(entries, dataset.id);
    return entry ? [comparedRun({ slug: model, name }, entry)] : [];
  });
  if (runs.length < 2) return null;
  const place = `comparison of ${models.map((model) => model.slug).join(", ")}`;
  if (!(await seeAnswers(await currentActor(), dataset, place))) return "hidden";
  return compareAnswers(dataset, runs, page);
}
