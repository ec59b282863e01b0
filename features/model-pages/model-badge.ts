import { badgeSvg } from "#/features/model-pages/badge-svg.ts";
import { modelPlaces, notVerified, placeValue, rankText } from "#/features/model-pages/model-places.ts";
import { AppError } from "#/lib/errors.ts";

/** Resolves with the badge of a model on one dataset, or on the first of the board's order that it has something published on. */
export async function modelBadge(slug: string, asked: string | null): Promise<string> {
  const place = (await modelPlaces(slug, asked))?.places[0];
  if (!place)
    throw new AppError("not-found", `There is no published model ${slug}${asked ? ` on ${asked}` : ""}.`);
  const shown = placeValue(place.task, place.figure);
  const text = [shown, place.verified ? rankText(place.rank) : notVerified].filter(Boolean).join(" · ");
  return badgeSvg({ label: `Q-Bench ${place.dataset}`, text });
}
