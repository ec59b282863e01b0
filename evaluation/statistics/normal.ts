function complementaryErrorBySeries(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function complementaryErrorByFraction(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/**
 * Two-sided p of a standard normal z: erfc(|z|/√2), by the series (Abramowitz and Stegun 7.1.6) near zero and
 * the continued fraction (7.1.14) in the tail. Relative error below 1e-11.
 */
export function twoSidedNormalP(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  if (x === 0) return 1;
  return x < 2 ? complementaryErrorBySeries(x) : complementaryErrorByFraction(x);
}
