import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import type { Interval } from "#/evaluation/statistics/interval.ts";
import { clusteredShareInterval, meanOfItemsInterval } from "#/evaluation/statistics/mean-of-items.ts";
import { countGroups, type GroupNames } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { roundAgreement } from "#/evaluation/tasks/description/agreement.ts";
import { type Dimension, dimensions, highestRating } from "#/evaluation/tasks/description/dimensions.ts";

/** Ratings of one item by dimension, one a round; null is an invalid round. `group` as of `AssessmentItem`. */
export type RatedItem = Record<Dimension, readonly (number | null)[]> & { group?: string | null };

/** A mean over items with its interval. */
export type MeanRating = Estimate & { value: number; n: number };

type DimensionScore = {
  p0: MeanRating;
  p1: MeanRating;
  p2: MeanRating;
  /** Share of invalid rounds; p0 + p1 + p2 + invalid = 1. */
  invalid: MeanRating;
  score: MeanRating;
};

export type DescriptionScore = {
  items: number;
  dimensions: Record<Dimension, DimensionScore>;
  /** Of the three scores, 0 to 6. */
  sum: MeanRating;
  invalid: MeanRating;
  /** Mean over items and dimensions of the share of pairs of rounds that agree. */
  agreement: MeanRating | null;
};

/** Returns the score of one item in one dimension, 0 to 2: P1 + 2·P2 over its rounds, an invalid round counting 0. */
export function itemScore(ratings: readonly (number | null)[]): number | null {
  if (ratings.length === 0) return null;
  return ratings.reduce<number>((sum, rating) => sum + (rating ?? 0), 0) / ratings.length;
}

/**
 * Returns the scores of Q-Bench A2 (Wu et al. 2024, §3.2): P_i is the share of rating i over all rounds and items, the score
 * P1 + 2·P2, not renormalised: an invalid round counts 0. Intervals over items or their groups, 95 %: of scores by the
 * bootstrap, of shares Wilson's with the number of independent ratings that they tell. Null without a rated item.
 * Every item has at least one round in each dimension.
 */
export function scoreDescriptions(items: readonly RatedItem[]): DescriptionScore | null {
  if (items.length === 0) return null;
  const groups = items.map(({ group }) => group ?? null);
  const scores = dimensions.map((dimension) =>
    scoreDimension(
      items.map((item) => item[dimension]),
      groups,
    ),
  );
  const [completeness, precision, relevance] = scores;
  if (!completeness || !precision || !relevance) return null;
  const sums = items.map((item) => dimensions.reduce((sum, key) => sum + (itemScore(item[key]) ?? 0), 0));
  const most = dimensions.reduce((sum, dimension) => sum + highestRating[dimension], 0);
  return {
    items: items.length,
    dimensions: { completeness, precision, relevance },
    sum: estimate(
      scores.reduce((sum, { score }) => sum + score.value, 0),
      meanOfItemsInterval(sums, 0, most, groups),
      groups,
    ),
    invalid: sharedInvalid(items, scores, groups),
    agreement: agreementOf(items),
  };
}

function scoreDimension(items: readonly (readonly (number | null)[])[], groups: GroupNames): DimensionScore {
  const share = (wanted: number | null) => shareOf(items, wanted, groups);
  const [p0, p1, p2] = [share(0), share(1), share(2)];
  const means = items.map((ratings) => itemScore(ratings) ?? 0);
  const value = dimensionScore({ p1: p1.value, p2: p2.value });
  const interval = meanOfItemsInterval(means, 0, highestRating.completeness, groups);
  return { p0, p1, p2, invalid: share(null), score: estimate(value, interval, groups) };
}

/** Of all ratings, not the mean over items: these may have different numbers of rounds. */
function shareOf(
  items: readonly (readonly (number | null)[])[],
  wanted: number | null,
  groups: GroupNames,
): MeanRating {
  const rounds = items.flat();
  const value = rounds.filter((rating) => rating === wanted).length / rounds.length;
  const shares = items.map((ratings) => ratings.filter((one) => one === wanted).length / ratings.length);
  return estimate(value, clusteredShareInterval(shares, rounds.length, groups), groups);
}

function sharedInvalid(
  items: readonly RatedItem[],
  scores: readonly DimensionScore[],
  groups: GroupNames,
): MeanRating {
  const value = scores.reduce((sum, { invalid }) => sum + invalid.value, 0) / scores.length;
  const ratings = items.map((item) => dimensions.flatMap((dimension) => item[dimension]));
  return { ...shareOf(ratings, null, groups), value };
}

function agreementOf(items: readonly RatedItem[]): MeanRating | null {
  const agreeing = items.flatMap((item) => {
    const shares = dimensions.flatMap((key) => roundAgreement(item[key]) ?? []);
    return shares.length > 0 ? [{ shares, group: item.group ?? null }] : [];
  });
  if (agreeing.length === 0) return null;
  const groups = agreeing.map(({ group }) => group);
  const all = agreeing.flatMap(({ shares }) => shares);
  const means = agreeing.map(({ shares }) => mean(shares));
  return estimate(mean(all), clusteredShareInterval(means, all.length, groups), groups);
}

/** P1 + 2·P2, 0 to 2. @internal */
export function dimensionScore({ p1, p2 }: { p1: number; p2: number }): number {
  return p1 + 2 * p2;
}

function estimate(value: number, interval: Interval | null, groups: GroupNames): MeanRating {
  const counted = countGroups(groups);
  const bounds = { low: interval?.low ?? null, high: interval?.high ?? null };
  return { value, n: groups.length, ...bounds, ...(counted !== null && { groups: counted }) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
