import { averageRanks } from "#/evaluation/statistics/ranks.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import { type DescribedItem, describedScore } from "#/evaluation/tasks/description/compare-descriptions.ts";

/** What a model gave one item, or was given for it: d, a score, or points of 6. `place` 1 is the best. */
type Rating = { value: number; place: number };

/** An item that all compared runs have a value of, in the order of the runs, and how far apart their places lie. */
export type RatedByAll = { number: number; ratings: Rating[]; mos: number | null; gap: number };

type Values = ReadonlyMap<number, number>;

/** Values by item number: d where the run has any, else the score. */
export function assessedValues(items: readonly AssessmentItem[]): Map<number, number> {
  const differences = items.some(({ d }) => d !== null);
  const values = items.map((item, number) => [number, differences ? item.d : item.score] as const);
  return new Map(values.flatMap(([number, value]) => (value === null ? [] : [[number, value] as const])));
}

export function describedValues(items: readonly DescribedItem[]): Map<number, number> {
  return new Map(items.map((item) => [item.number, describedScore(item)]));
}

/**
 * Returns the items that every run has a value of, those first on which the runs lie farthest apart: by places for assessment
 * (values of two models have different units), by points for descriptions (`by`).
 */
export function ratedByAll(
  runs: readonly Values[],
  by: "places" | "values",
  mosOf: (number: number) => number | null = () => null,
): RatedByAll[] {
  const [first, ...others] = runs;
  const numbers = [...(first?.keys() ?? [])].filter((number) => others.every((values) => values.has(number)));
  const values = runs.map((run) => numbers.map((number) => run.get(number) ?? 0));
  const places = values.map((own) => averageRanks(own.map((value) => -value)));
  return numbers
    .map((number, index) => {
      const ratings = values.map((own, run) => ({
        value: own[index] ?? 0,
        place: places[run]?.[index] ?? 0,
      }));
      const spread = ratings.map(({ value, place }) => (by === "places" ? place : value));
      return { number, ratings, mos: mosOf(number), gap: Math.max(...spread) - Math.min(...spread) };
    })
    .sort((a, b) => b.gap - a.gap || a.number - b.number);
}
