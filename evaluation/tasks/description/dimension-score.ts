import { bootstrapInterval } from "#/evaluation/statistics/bootstrap.ts";
import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { roundAgreement } from "#/evaluation/tasks/description/agreement.ts";
import { type Dimension, dimensions } from "#/evaluation/tasks/description/dimensions.ts";

/** Ratings of one item by dimension, one a round; null is an invalid round. */
export type RatedItem = Record<Dimension, readonly (number | null)[]>;

/** A mean over items with its interval. */
export type MeanRating = Omit<Estimate, "n"> & { value: number };

type DimensionScore = {
  p0: number;
  p1: number;
  p2: number;
  /** Share of invalid rounds; p0 + p1 + p2 + invalid = 1. */
  invalid: number;
  score: MeanRating;
};

export type DescriptionScore = {
  items: number;
  dimensions: Record<Dimension, DimensionScore>;
  /** Of the three scores, 0 to 6. */
  sum: MeanRating;
  invalid: number;
  /** Mean over items and dimensions of the share of pairs of rounds that agree. */
  agreement: number | null;
};

/** Returns the score of one item in one dimension, 0 to 2: P1 + 2·P2 over its rounds, an invalid round counting 0. */
export function itemScore(ratings: readonly (number | null)[]): number | null {
  if (ratings.length === 0) return null;
  return ratings.reduce<number>((sum, rating) => sum + (rating ?? 0), 0) / ratings.length;
}

/**
 * Returns the scores of Q-Bench A2 (Wu et al. 2024, §3.2): P_i is the share of rating i over all rounds and items, the score
 * P1 + 2·P2, not renormalised: an invalid round counts 0. Intervals by bootstrap over items, 95 %, seeded.
 * Null without a rated item. Every item has at least one round in each dimension.
 */
export function scoreDescriptions(items: readonly RatedItem[]): DescriptionScore | null {
  if (items.length === 0) return null;
  const scores = dimensions.map((dimension) => scoreDimension(items.map((item) => item[dimension])));
  const [completeness, precision, relevance] = scores;
  if (!completeness || !precision || !relevance) return null;
  const sums = items.map((item) => dimensions.reduce((sum, key) => sum + (itemScore(item[key]) ?? 0), 0));
  const agreements = items.flatMap((item) => dimensions.flatMap((key) => roundAgreement(item[key]) ?? []));
  return {
    items: items.length,
    dimensions: { completeness, precision, relevance },
    sum: estimate(
      scores.reduce((sum, { score }) => sum + score.value, 0),
      sums,
    ),
    invalid: scores.reduce((sum, { invalid }) => sum + invalid, 0) / scores.length,
    agreement: agreements.length === 0 ? null : mean(agreements),
  };
}

function scoreDimension(items: readonly (readonly (number | null)[])[]): DimensionScore {
  const rounds = items.flat();
  const share = (wanted: number | null) =>
    rounds.filter((rating) => rating === wanted).length / rounds.length;
  const [p0, p1, p2] = [share(0), share(1), share(2)];
  const means = items.map((ratings) => itemScore(ratings) ?? 0);
  return { p0, p1, p2, invalid: share(null), score: estimate(dimensionScore({ p1, p2 }), means) };
}

/** P1 + 2·P2, 0 to 2. @internal */
export function dimensionScore({ p1, p2 }: { p1: number; p2: number }): number {
  return p1 + 2 * p2;
}

function estimate(value: number, perItem: readonly number[]): MeanRating {
  const interval = bootstrapInterval([
    {
      n: perItem.length,
      statistic: (counts) =>
        perItem.reduce((sum, item, index) => sum + item * (counts[index] ?? 0), 0) / perItem.length,
    },
  ]);
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
