import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import { resampledKendall } from "#/evaluation/statistics/resampling/resampled-kendall.ts";
import { AppError } from "#/lib/errors.ts";

/**
 * Kendall's tau-b, in O(n log n); as SciPy's kendalltau. `x` and `y` are finite and of equal length (else AppError
 * "internal"). Null where it is undefined: fewer than three pairs, or one side all equal.
 */
export function kendall(x: Numbers, y: Numbers): number | null {
  if (x.length !== y.length) {
    throw new AppError("internal", `Kendall needs pairs: ${x.length} values against ${y.length}.`);
  }
  return x.length < 3 ? null : resampledKendall(x, y)(new Uint16Array(x.length).fill(1));
}
