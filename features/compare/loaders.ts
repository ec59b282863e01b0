import { connection } from "next/server";
import { seeAnswers } from "#/features/audit/see-answers.ts";
import {
  type CompareParams,
  type CompareState,
  compareState,
  discordantPerPage,
  sharedDatasets,
} from "#/features/compare/compared-models.ts";
import {
  discordant,
  type Overlap,
  overlapOf,
  type SliceOverlap,
  sliceOverlaps,
} from "#/features/compare/overlap.ts";
import { type ComparedItem, comparedItems, judgedItems, runsOfEntries } from "#/features/compare/queries.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import type { ChartPlan } from "#/features/leaderboards/figure-board.ts";
import type { FigureRow, FigureTable, FigureView } from "#/features/leaderboards/figure-table.ts";
import { figureBoard } from "#/features/leaderboards/loaders.ts";
import { type ModelPage, modelBySlug } from "#/features/models/queries.ts";
import { currentActor } from "#/features/users/loaders.ts";
import type { Dataset, Task } from "#/prisma/generated/client.ts";

export type ComparedScores = {
  task: Task;
  table: FigureTable;
  rows: FigureRow[];
  view: FigureView | undefined;
  charts: ChartPlan[];
};

export type ComparedRun = { runId: number; slug: string; name: string };
export type ComparedPair = {
  first: ComparedRun;
  second: ComparedRun;
  overlap: Overlap;
  slices: SliceOverlap[];
};
export type ComparedAnswers = {
  runs: ComparedRun[];
  pairs: ComparedPair[];
  discordant: number;
  items: ComparedItem[];
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
  const rowsOf = (table: FigureTable) =>
    models.flatMap((model) => table.rows.filter((row) => row.slug === model.slug));
  const [table] = [...board.tables].sort((a, b) => rowsOf(b).length - rowsOf(a).length);
  if (!table) return null;
  return { task, table, rows: rowsOf(table), view: board.views[0], charts: board.charts };
}

async function comparedAnswers(models: readonly ModelPage[], slug: string, page: number) {
  const dataset = await latestDataset(slug);
  if (dataset?.task !== "perception") return null;
  const runs = await latestRuns(models, dataset);
  if (runs.length < 2) return null;
  const place = `comparison of ${models.map((model) => model.slug).join(", ")}`;
  if (!(await seeAnswers(await currentActor(), dataset, place))) return "hidden";
  const ids = runs.map(({ runId }) => runId);
  const judged = await judgedItems(dataset.id, ids);
  const pairs = runs.flatMap((first, a) =>
    runs.slice(a + 1).map((second, offset): ComparedPair => {
      const b = a + 1 + offset;
      return { first, second, overlap: overlapOf(judged, a, b), slices: sliceOverlaps(judged, a, b) };
    }),
  );
  const differing = discordant(judged).map(({ number }) => number);
  const shown = differing.slice((page - 1) * discordantPerPage, page * discordantPerPage);
  const items = await comparedItems(dataset.id, shown, ids);
  return { runs, pairs, discordant: differing.length, items };
}

/** For each model the run published last on this very version of the dataset. */
async function latestRuns(models: readonly ModelPage[], { id }: Dataset): Promise<ComparedRun[]> {
  const latest = models.flatMap(({ slug, name, entries }) => {
    const [entry] = entries
      .filter(
        ({ datasetId, submission, pipeline }) =>
          datasetId === id && submission && pipeline === "multiple-choice",
      )
      .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
    return entry ? [{ slug, name, entry: entry.id }] : [];
  });
  const runs = await runsOfEntries(latest.map(({ entry }) => entry));
  return latest.flatMap(({ slug, name, entry }) => {
    const runId = runs.get(entry);
    return runId === undefined ? [] : [{ slug, name, runId }];
  });
}
