import { constantInterval } from "#/evaluation/statistics/exact-bounds.ts";
import {
  type PairedDifference,
  pairedBootstrap,
} from "#/evaluation/statistics/resampling/paired-bootstrap.ts";
import { countGroups } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { groupSums, signFlip } from "#/evaluation/statistics/sign-flip.ts";
import { highestRating } from "#/evaluation/tasks/description/dimensions.ts";

/** What a judge gave one description: the sum of ratings in a dimension and the number of its rounds. */
export type DimensionPoints = { points: number; rounds: number };

/** A rated item by its number in the dataset, one entry for each dimension; `group` as of `AssessmentItem`. */
export type DescribedItem = {
  number: number;
  dimensions: readonly DimensionPoints[];
  group?: string | null;
};

/** Returns the score of one item, 0 to 6: the sum over the dimensions of points a round. */
export function describedScore({ dimensions }: Pick<DescribedItem, "dimensions">): number {
  return dimensions.reduce((sum, { points, rounds }) => sum + points / rounds, 0);
}

/**
 * Returns the mean of the sum (0 to 6) of two models over the items that the same judge rated for both. Interval and error by
 * the paired bootstrap over items or their groups (an exact bound where all differ alike), p by the exact sign-flip test of
 * the differences of items or groups, so that it can be small enough to survive a correction for many pairs. Null without
 * a common item.
 */
export function compareDescriptions(
  first: readonly DescribedItem[],
  second: readonly DescribedItem[],
): PairedDifference | null {
  const others = new Map(second.map((item) => [item.number, item]));
  const pairs = first.flatMap((item) => {
    const other = others.get(item.number);
    return other ? [[item, other] as const] : [];
  });
  if (pairs.length === 0) return null;
  const sample = {
    first: pairs.map(([item]) => describedScore(item)),
    second: pairs.map(([, other]) => describedScore(other)),
    reference: [],
  };
  const groups = pairs.map(([item]) => item.group ?? null);
  const paired = pairedBootstrap([sample], "mean", groups);
  if (!paired) return null;
  const unit = commonUnit(pairs.flat());
  const whole = sample.first.map((score, index) => Math.round(unit * (score - (sample.second[index] ?? 0))));
  const p = signFlip(groupSums(whole, groups));
  if (paired.low !== null || !whole.every((one) => one === whole[0])) return { ...paired, p };
  const most = highestRating.completeness * (pairs[0]?.[0].dimensions.length ?? 0);
  const units = countGroups(groups) ?? pairs.length;
  return { ...paired, ...constantInterval(paired.difference, -most, most, units), p };
}

/** Returns the smallest number that makes every score whole: the least common multiple of the numbers of rounds. */
function commonUnit(items: readonly DescribedItem[]): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const rounds = new Set(items.flatMap(({ dimensions }) => dimensions.map((one) => one.rounds)));
  return [...rounds].reduce((unit, count) => (unit * count) / divisor(unit, count), 1);
}
