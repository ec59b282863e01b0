import { orderDatasets } from "#/features/leaderboards/dataset-order.ts";
import { flatBoard } from "#/features/leaderboards/flat-board.ts";
import type { Rank } from "#/features/leaderboards/leaderboard.ts";
import { leaderboard, leaderboardDatasets } from "#/features/leaderboards/queries.ts";
import { badgeSvg } from "#/features/models/badge.ts";
import { modelBySlug } from "#/features/models/queries.ts";
import { AppError } from "#/lib/errors.ts";
import type { Task } from "#/prisma/generated/client.ts";

const taskOrder: readonly Task[] = ["perception", "assessment", "description"];
const judged = (task: Task, slug: string) =>
  task === "perception" ? "overall" : task === "description" ? "sum" : `${slug}.srcc`;

/** The badge of a model on one dataset, or on the first of the board's order that it has something published on. */
export async function badgeOf(slug: string, asked: string | null): Promise<string> {
  const model = await modelBySlug(slug);
  const entries = model?.entries ?? [];
  const task = taskOrder.find((one) =>
    entries.some((entry) => entry.task === one && (asked === null || entry.datasetSlug === asked)),
  );
  if (!task)
    throw new AppError("not-found", `There is no published model ${slug}${asked ? ` on ${asked}` : ""}.`);
  const own = new Set(entries.filter((entry) => entry.task === task).map((entry) => entry.datasetSlug));
  const ordered = orderDatasets(await leaderboardDatasets(task)).filter((dataset) => own.has(dataset.slug));
  const dataset = asked ?? ordered[0]?.slug ?? "";
  const { columns, rows } = flatBoard(await leaderboard(task, dataset));
  const at = columns.findIndex(({ key }) => key === judged(task, dataset));
  const mine = rows.filter(({ row }) => row.model.slug === slug);
  const best = mine.find(({ row }) => row.rank.value !== null) ?? mine[0];
  const value = best?.figures[at]?.value ?? null;
  const shown =
    value === null
      ? "–"
      : task === "perception"
        ? `${(100 * value).toFixed(1)} %`
        : value.toFixed(task === "assessment" ? 3 : 2);
  const rank = best ? rankText(best.row.rank) : null;
  return badgeSvg({ label: `Q-Bench ${dataset}`, text: [shown, rank].filter(Boolean).join(" · ") });
}

function rankText({ value, best, worst }: Rank): string | null {
  if (value === null) return null;
  return best === null || worst === null || best === worst
    ? `rank ${value}`
    : `rank ${value} (${best}–${worst})`;
}
