import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { z95 } from "#/evaluation/statistics/interval.ts";
import { twoSidedNormalP } from "#/evaluation/statistics/normal.ts";
import { twoProportions } from "#/evaluation/statistics/two-proportions.ts";

const intervalWidths = 2 * z95;

/** A figure with its standard error, null where that is not known. */
export type ValueWithError = { value: number; error: number | null };

/** p of two accuracies from their figures alone: the unpaired two-proportion z test. */
export function accuracyTest(a: Estimate, b: Estimate): number | null {
  if (a.value === null || b.value === null || a.n === null || b.n === null) return null;
  return twoProportions(a.value * a.n, a.n, b.value * b.n, b.n)?.p ?? null;
}

/** Standard error of one accuracy. */
export function accuracyError({ value, n }: Estimate): number | null {
  return value === null || n === null || n === 0 ? null : Math.sqrt((value * (1 - value)) / n);
}

/** p of two estimates with known standard errors, taken as independent. */
export function estimateTest(a: ValueWithError, b: ValueWithError): number | null {
  if (a.error === null || b.error === null) return null;
  const error = Math.hypot(a.error, b.error);
  return error > 0 ? twoSidedNormalP((a.value - b.value) / error) : null;
}

/** Standard error that a 95 % interval implies. */
export function intervalError({ low, high }: Estimate): number | null {
  return low === null || high === null ? null : (high - low) / intervalWidths;
}
