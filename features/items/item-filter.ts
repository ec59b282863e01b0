import { pairSubsets, quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import {
  type ItemOrder,
  itemOrders,
  type SolveRate,
  solveRates,
} from "#/features/items/difficulty/solve-rate.ts";
import type { ItemFilter } from "#/features/items/queries.ts";

/** What became of an item in the chosen run. */
export const outcomeChoices = ["right", "wrong", "missing"] as const;
export type OutcomeChoice = (typeof outcomeChoices)[number];

export type ChosenItems = {
  type: string | null;
  concern: string | null;
  subset: string | null;
  solved: SolveRate | null;
  /** Slug of a model whose answers are shown, and which of its submissions where it has several. */
  model: string | null;
  submission: string | null;
  outcome: OutcomeChoice | null;
  order: ItemOrder | null;
};

type Params = Record<string, string | string[] | undefined>;

/**
 * Reads `?type=&concern=&subset=&solved=&model=&submission=&outcome=&order=`; names that do not exist choose nothing.
 */
export function chosenItems(params: Params): ChosenItems {
  const known = <Name extends string>(name: string, names: readonly Name[]) =>
    names.find((one) => one === params[name]) ?? null;
  const text = (name: string) => {
    const value = params[name];
    return typeof value === "string" && value ? value.slice(0, 200) : null;
  };
  const model = text("model")?.split("~", 1)[0] || null;
  const submission = text("submission");
  return {
    type: known("type", questionTypes),
    concern: known("concern", [...quadrants, ...pairSubsets]),
    subset: text("subset"),
    solved: known("solved", solveRates),
    model,
    submission: model && submission && /^[0-9a-f-]{36}$/.test(submission) ? submission : null,
    outcome: model ? known("outcome", outcomeChoices) : null,
    order: known("order", itemOrders),
  };
}

export function itemFilter({ type, concern, subset }: Partial<ChosenItems>): ItemFilter {
  return {
    questionType: type ? (questionTypes as readonly string[]).indexOf(type) : null,
    concern: concern ?? null,
    subset: subset ?? null,
  };
}

/** Returns the slice whose score is that of the chosen type and concern: `what`, `what.distortion`, `overall`. */
export function sliceOf({ type, concern }: Pick<ChosenItems, "type" | "concern">): string {
  return [type, concern].filter(Boolean).join(".") || "overall";
}

/** `?type=what&concern=distortion`, or nothing. */
export function itemsQuery(chosen: Partial<ChosenItems>, page = 1): string {
  const pairs = Object.entries(chosen).filter((pair): pair is [string, string] => Boolean(pair[1]));
  if (page > 1) pairs.push(["page", String(page)]);
  const query = new URLSearchParams(pairs).toString();
  return query ? `?${query}` : "";
}
