import { twoSidedNormalP } from "#/evaluation/statistics/normal.ts";

export type TwoProportions = {
  /** First proportion minus second. */
  difference: number;
  z: number;
  /** Two-sided. */
  p: number;
};

/**
 * Unpaired z test of two proportions with pooled variance: z = (p₁−p₂)/√(p(1−p)(1/n₁+1/n₂))
 * (Fleiss, Levin and Paik 2003, §3.1, without continuity correction).
 * Counts of successes and of trials. Null where a side has no trials.
 */
export function twoProportions(
  firstHits: number,
  firstTrials: number,
  secondHits: number,
  secondTrials: number,
): TwoProportions | null {
  if (firstTrials <= 0 || secondTrials <= 0) return null;
  const difference = firstHits / firstTrials - secondHits / secondTrials;
  const pooled = (firstHits + secondHits) / (firstTrials + secondTrials);
  if (pooled <= 0 || pooled >= 1) return { difference, z: 0, p: 1 };
  const z = difference / Math.sqrt(pooled * (1 - pooled) * (1 / firstTrials + 1 / secondTrials));
  return { difference, z, p: twoSidedNormalP(z) };
}
