import type { Interval } from "#/evaluation/statistics/interval.ts";

/**
 * 95 % interval of the mean of k independent estimates from their own intervals, by MOVER (Zou 2007,
 * "Toward using confidence intervals to compare correlations"), of one estimate at least:
 * low = r̄ − √Σ(rᵢ−lowᵢ)²/k, high = r̄ + √Σ(highᵢ−rᵢ)²/k.
 */
export function meanInterval(estimates: readonly (Interval & { value: number })[]): Interval {
  let sum = 0;
  let below = 0;
  let above = 0;
  for (const { value, low, high } of estimates) {
    sum += value;
    below += (value - low) ** 2;
    above += (high - value) ** 2;
  }
  const k = estimates.length;
  return { low: sum / k - Math.sqrt(below) / k, high: sum / k + Math.sqrt(above) / k };
}
