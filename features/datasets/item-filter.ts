import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { ItemFilter } from "#/features/datasets/queries.ts";

export type ChosenSlices = { type: string | null; quadrant: string | null; subset: string | null };

type Params = Record<string, string | string[] | undefined>;

/** Reads `?type=&quadrant=&subset=`; names that do not exist choose nothing. */
export function chosenSlices(params: Params): ChosenSlices {
  const known = (name: string, names: readonly string[]) => names.find((one) => one === params[name]) ?? null;
  return {
    type: known("type", questionTypes),
    quadrant: known("quadrant", quadrants),
    subset: typeof params.subset === "string" && params.subset ? params.subset.slice(0, 100) : null,
  };
}

export function itemFilter({ type, quadrant, subset }: ChosenSlices): ItemFilter {
  return {
    ...(type !== null && { questionType: (questionTypes as readonly string[]).indexOf(type) }),
    ...(quadrant !== null && { concern: (quadrants as readonly string[]).indexOf(quadrant) }),
    ...(subset !== null && { subset }),
  };
}

/** `?type=what&quadrant=distortion`, or nothing. */
export function slicesQuery(chosen: Partial<ChosenSlices>, page = 1): string {
  const pairs = Object.entries(chosen).filter((pair): pair is [string, string] => Boolean(pair[1]));
  if (page > 1) pairs.push(["page", String(page)]);
  const query = new URLSearchParams(pairs).toString();
  return query ? `?${query}` : "";
}
