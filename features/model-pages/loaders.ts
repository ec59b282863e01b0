import { notFound, permanentRedirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { tasks } from "#/evaluation/tasks/task.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { leaderboardModel } from "#/features/leaderboards/loaders.ts";
import { leaderboardDatasets } from "#/features/leaderboards/queries.ts";
import type { LeaderboardModel } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import {
  modelBySlug,
  type RunFacts,
  type RunLetters,
  runFacts,
  runLetters,
} from "#/features/model-pages/queries.ts";
import { possibleReferences, referenceRow } from "#/features/model-pages/reference-row.ts";
import { runCost } from "#/features/model-pages/run-cost.ts";
import { scatterPoints } from "#/features/results/queries.ts";
import { type ScatterPoint, thinOut } from "#/features/results/scatter-points.ts";
import { env } from "#/lib/env.ts";
import type { Model, Task } from "#/prisma/generated/client.ts";

/** A model's rows in one leaderboard, with the people of the same table to compare with. */
export type ModelSection = {
  task: Task;
  dataset: string | null;
  board: LeaderboardModel;
  table: TableModel;
  rows: TableRow[];
  reference: TableRow | null;
  people: TableRow[];
};

export type ModelScatter = {
  slug: string;
  dataset: string;
  submissionId: string;
  differences: boolean;
  points: ScatterPoint[];
  n: number;
};

export type ModelRun = RunFacts & { cost: number | null };

export type ModelPage = {
  model: Model;
  sections: ModelSection[];
  /** Slug of the model that the charts were asked to draw beside it. */
  reference: string | null;
  references: { slug: string; name: string }[];
  scatter: ModelScatter | null;
  runs: ModelRun[];
  letters: RunLetters[];
  address: string;
};

/** `reference`: whom to draw beside it; the best other model of each table where nobody is chosen. */
export const loadModel = cache(async (slug: string, reference: string | null): Promise<ModelPage> => {
  await connection();
  const { entries, ...model } = (await modelBySlug(slug)) ?? notFound();
  if (entries.length === 0) notFound();
  if (model.slug !== slug) permanentRedirect(`/models/${encodeURIComponent(model.slug)}`);
  const datasets = (task: Task) => [
    ...new Set(entries.filter((entry) => entry.task === task).map(({ datasetSlug }) => datasetSlug)),
  ];
  const found = await Promise.all(
    tasks.map(async (task) => {
      const boards = (await boardsOf(task, datasets(task))).map(async (dataset) => {
        const board = await leaderboardModel(task, dataset ?? undefined);
        return boardSections(slug, reference, task, dataset, board);
      });
      return Promise.all(boards);
    }),
  );
  const sections = found.flat(2);
  const references = possibleReferences(
    sections.map(({ table }) => table),
    slug,
  );
  const runs = await runFacts(model.id);
  return {
    model,
    sections,
    reference: references.some((one) => one.slug === reference) ? reference : null,
    references,
    scatter: await scatterOf(slug, runs),
    runs: runs.map((run) => ({ ...run, cost: runCost(run, env().TOKEN_PRICES[run.endpointModel ?? ""]) })),
    letters: await runLetters(runs),
    address: env().NEXTAUTH_URL,
  };
});

/** Resolves with the datasets whose boards are shown; `null` is the board that joins them, which generated ones are not on. */
async function boardsOf(task: Task, names: readonly string[]): Promise<(string | null)[]> {
  if (!leaderboardByTask[task].joinsDatasets || names.length === 0) return [...names];
  const datasets = await leaderboardDatasets(task);
  const joined = new Set(datasets.filter(({ generated }) => !generated).map(({ slug }) => slug));
  const apart = names.filter((name) => !joined.has(name));
  return apart.length < names.length ? [null, ...apart] : apart;
}

const mostDrawn = 600;

/** Of the newest assessment run whose MOS may be shown to everybody. */
async function scatterOf(slug: string, runs: readonly RunFacts[]): Promise<ModelScatter | null> {
  const run = runs.find(({ task, answersHidden }) => taskTraits[task].isRating && !answersHidden);
  if (!run) return null;
  const points = await scatterPoints(run.runId);
  if (points.length === 0) return null;
  return {
    slug,
    dataset: run.dataset,
    submissionId: run.submissionId,
    differences: run.rung !== "T",
    points: thinOut(points, mostDrawn),
    n: points.length,
  };
}

function boardSections(
  slug: string,
  chosen: string | null,
  task: Task,
  dataset: string | null,
  board: LeaderboardModel,
): ModelSection[] {
  return board.tables.flatMap((table) => {
    const rows = table.rows.filter((row) => row.slug === slug);
    const people = table.rows.filter((row) => row.kind === "human" && row.slug !== slug);
    const reference = referenceRow(table, slug, chosen);
    return rows.length > 0 ? [{ task, dataset, board, table, rows, reference, people }] : [];
  });
}
