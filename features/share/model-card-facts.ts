import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import {
  type ModelPlace,
  modelPlaces,
  notVerified,
  placeValue,
  rankText,
} from "#/features/model-pages/model-places.ts";
import type { CardFacts } from "#/features/share/draw-card.ts";
import { AppError } from "#/lib/errors.ts";
import names from "#/messages/en/common.json" with { type: "json" };

/** Resolves with what the preview of a link to a model shows: its place in up to three tasks. */
export async function modelCardFacts(slug: string): Promise<CardFacts> {
  const found = await modelPlaces(slug, null);
  if (!found || found.places.length === 0)
    throw new AppError("not-found", `There is no published model ${slug}.`);
  const { name, organization, places } = found;
  return {
    title: name,
    under: organization ?? "Low-level vision, measured item by item",
    lines: places.slice(0, 3).map(lineOf),
    foot: "Bar: 95 % interval. Ticks: the other models of the table.",
  };
}

function lineOf({ task, dataset, figure, rank, verified, models, others }: ModelPlace) {
  const known: Record<string, string> = names.datasets;
  const { name, most } = leaderboardByTask[task].ranked;
  const place = rankText(rank);
  return {
    label: `${names.tasks[task]}, ${known[dataset] ?? dataset}, ${name}`,
    value: placeValue(task, figure),
    rank: verified ? place && `${place} of ${models}` : notVerified,
    point: figure.value ?? 0,
    low: figure.low,
    high: figure.high,
    others,
    range: [Math.min(0, ...others, figure.value ?? 0), most] as const,
  };
}
