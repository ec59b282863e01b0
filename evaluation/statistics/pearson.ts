import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import { AppError } from "#/lib/errors.ts";

function mean(values: Numbers): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum / values.length;
}

function isConstant(values: Numbers): boolean {
  const first = values[0];
  for (let index = 1; index < values.length; index++) if (values[index] !== first) return false;
  return true;
}

/**
 * Pearson's product-moment correlation r = Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²), centred before multiplying.
 * `x` and `y` are finite and of equal length (else AppError "internal").
 * Null where r is undefined: fewer than three pairs, or one side all equal.
 */
export function pearson(x: Numbers, y: Numbers): number | null {
  if (x.length !== y.length) {
    throw new AppError("internal", `Pearson needs pairs: ${x.length} values against ${y.length}.`);
  }
  if (x.length < 3 || isConstant(x) || isConstant(y)) return null;
  const meanX = mean(x);
  const meanY = mean(y);
  let products = 0;
  let squaresX = 0;
  let squaresY = 0;
  for (let index = 0; index < x.length; index++) {
    const dx = (x[index] as number) - meanX;
    const dy = (y[index] as number) - meanY;
    products += dx * dy;
    squaresX += dx * dx;
    squaresY += dy * dy;
  }
  const r = products / (Math.sqrt(squaresX) * Math.sqrt(squaresY));
  return Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) : null;
}
