import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { flatTable } from "#/features/leaderboards/export/flat-table.ts";
import { leaderboard, leaderboardDatasets } from "#/features/leaderboards/queries.ts";
import type { Rank } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { modelBySlug } from "#/features/model-pages/queries.ts";
import type { Task } from "#/prisma/generated/client.ts";

const taskOrder: readonly Task[] = ["perception", "assessment", "description"];

/** Where a model stands on one dataset: its figure in the column that ranks, and those of the other models. */
export type ModelPlace = {
  task: Task;
  dataset: string;
  figure: Estimate;
  rank: Rank;
  /** False of uploaded answers that nobody vouches for: its rank is one among such. */
  verified: boolean;
  models: number;
  others: number[];
};

/** Resolves with a model's place in each task, on the dataset asked for or the first of the board's order; null: no such model. */
export async function modelPlaces(slug: string, asked: string | null) {
  const model = await modelBySlug(slug);
  const entries = (model?.entries ?? []).filter(({ datasetSlug }) => asked === null || datasetSlug === asked);
  if (!model || entries.length === 0) return null;
  const tasks = taskOrder.filter((task) => entries.some((entry) => entry.task === task));
  const places = await Promise.all(
    tasks.map(async (task) => {
      const own = new Set(entries.filter((entry) => entry.task === task).map((entry) => entry.datasetSlug));
      const ordered = await leaderboardDatasets(task);
      const first = ordered.find((dataset) => own.has(dataset.slug));
      return placeOn(model.slug, task, asked ?? first?.slug ?? "");
    }),
  );
  return {
    name: model.name,
    organization: model.organization,
    places: places.flatMap((place) => place ?? []),
  };
}

async function placeOn(slug: string, task: Task, dataset: string): Promise<ModelPlace | null> {
  const { columns, rows } = flatTable(await leaderboard(task, dataset));
  const at = columns.findIndex(({ key }) => key === leaderboardByTask[task].ranked.column(dataset));
  const mine = rows.filter(({ row }) => row.model.slug === slug);
  const known = mine.filter(({ row }) => row.verified !== false);
  const best = known.find(({ row }) => row.rank.value !== null) ?? known[0] ?? mine[0];
  const figure = best?.figures[at];
  if (!best || !figure) return null;
  const beside = rows.filter(({ row }) => row.table === best.row.table && row.model.kind === "model");
  const others = beside.flatMap((other) => (other === best ? [] : (other.figures[at]?.value ?? [])));
  return {
    task,
    dataset,
    figure,
    rank: best.row.rank,
    verified: best.row.verified !== false,
    models: beside.length,
    others,
  };
}

/** What stands in place of a rank where nobody vouches for the answers. */
export const notVerified = "uploaded, not verified";

/** `rank 3 (2–5)`, or null where there is none. */
export function rankText({ value, best, worst }: Rank): string | null {
  if (value === null) return null;
  return best === null || worst === null || best === worst
    ? `rank ${value}`
    : `rank ${value} (${best}–${worst})`;
}

export function placeValue(task: Task, { value }: Estimate): string {
  return value === null ? "–" : leaderboardByTask[task].ranked.text(value);
}
