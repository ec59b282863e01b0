import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { ItemFilter } from "#/features/datasets/queries.ts";
import { type SolveRate, solveRates } from "#/features/datasets/solve-rate.ts";

export type ChosenSlices = {
  type: string | null;
  quadrant: string | null;
  subset: string | null;
  solved: SolveRate | null;
};

type Params = Record<string, string | string[] | undefined>;

/** Reads `?type=&quadrant=&subset=&solved=`; names that do not exist choose nothing. */
export function chosenSlices(params: Params): ChosenSlices {
  const known = (name: string, names: readonly string[]) => names.find((one) => one === params[name]) ?? null;
  return {
    type: known("type", questionTypes),
    quadrant: known("quadrant", quadrants),
    subset: typeof params.subset === "string" && params.subset ? params.subset.slice(0, 100) : null,
    solved: solveRates.find((one) => one === params.solved) ?? null,
  };
}

/** `numbers`: the items of the solve rate that was chosen, where one was. */
export function itemFilter({ type, quadrant, subset }: ChosenSlices, numbers?: number[]): ItemFilter {
  return {
    ...(numbers && { AND: { number: { in: numbers } } }),
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
