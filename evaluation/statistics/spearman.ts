import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { averageRanks } from "#/evaluation/statistics/ranks.ts";

/**
 * Spearman's rank correlation (SRCC): Pearson of the average ranks, correct with ties (Kendall 1970, ch. 3).
 * Null where it is undefined: fewer than three pairs, or one side all equal.
 */
export function spearman(x: Numbers, y: Numbers): number | null {
  return pearson(averageRanks(x), averageRanks(y));
}
