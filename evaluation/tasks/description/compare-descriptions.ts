import { type PairedDifference, pairedBootstrap } from "#/evaluation/statistics/paired-bootstrap.ts";
import { signFlip } from "#/evaluation/statistics/sign-flip.ts";

/** What a judge gave one description: the sum of ratings in a dimension and the number of its rounds. */
export type DimensionPoints = { points: number; rounds: number };

/** A rated item by its number in the dataset, one entry for each dimension. */
export type DescribedItem = { number: number; dimensions: readonly DimensionPoints[] };

/** Returns the score of one item, 0 to 6: the sum over the dimensions of points a round. */
export function describedScore({ dimensions }: Pick<DescribedItem, "dimensions">): number {
  return dimensions.reduce((sum, { points, rounds }) => sum + points / rounds, 0);
}

/**
 * Returns the mean of the sum (0 to 6) of two models over the items that the same judge rated for both. Interval and error by
 * the paired bootstrap over items, p by the exact sign-flip test of the differences of the items, so that it can be
 * small enough to survive a correction for many pairs. Null without a common item.
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
  const paired = pairedBootstrap([sample], "mean");
  if (!paired) return null;
  const unit = commonUnit(pairs.flat());
  const whole = sample.first.map((score, index) => Math.round(unit * (score - (sample.second[index] ?? 0))));
  return { ...paired, p: signFlip(whole) };
}

/** Returns the smallest number that makes every score whole: the least common multiple of the numbers of rounds. */
function commonUnit(items: readonly DescribedItem[]): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const rounds = new Set(items.flatMap(({ dimensions }) => dimensions.map((one) => one.rounds)));
  return [...rounds].reduce((unit, count) => (unit * count) / divisor(unit, count), 1);
}
