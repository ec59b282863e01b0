import type { Interval } from "#/evaluation/statistics/interval.ts";

/** The least share that n of n successes allow, exact at 95 % two-sided (Clopper and Pearson 1934): 66 of 66 .946. @internal */
export function leastShare(units: number): number {
  return 0.025 ** (1 / units);
}

/**
 * 95 % interval of a mean where all `units` gave the same `value` between `least` and `most`: at least a share
 * `leastShare(units)` of what they stand for gives it too, the rest may be anything.
 */
export function constantInterval(value: number, least: number, most: number, units: number): Interval {
  const share = leastShare(units);
  return { low: least + (value - least) * share, high: most - (most - value) * share };
}

/**
 * 95 % interval of a rank correlation of 1 or −1 over `units`. A share p ≥ `leastShare` of what they stand for is in
 * perfect order, so two of it are concordant with probability p² at least: tau ≥ 2p²−1. SRCC follows by ρ ≥ (3τ−1)/2
 * where τ ≥ 0, else (τ²+2τ−1)/2 (Durbin and Stuart 1951).
 */
export function perfectInterval(sign: 1 | -1, units: number, measure: "srcc" | "krcc"): Interval {
  const tau = 2 * leastShare(units) ** 2 - 1;
  const rho = tau >= 0 ? (3 * tau - 1) / 2 : (tau * tau + 2 * tau - 1) / 2;
  const least = Math.max(-1, measure === "krcc" ? tau : rho);
  return sign > 0 ? { low: least, high: 1 } : { low: -1, high: -least };
}
