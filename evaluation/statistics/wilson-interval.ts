import { type Interval, z95 } from "#/evaluation/statistics/interval.ts";

/**
 * Wilson score interval, 95 %, of a proportion: `successes` out of `n` trials, both bounds in 0–1.
 * Null when n is 0. Throws a RangeError unless 0 ≤ successes ≤ n.
 * Wilson (1927), "Probable inference, the law of succession, and statistical inference".
 */
export function wilsonInterval(successes: number, n: number): Interval | null {
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`${successes} successes of ${n} trials.`);
  if (n === 0) return null;
  const share = successes / n;
  const squared = z95 ** 2;
  const denominator = 1 + squared / n;
  const centre = (share + squared / (2 * n)) / denominator;
  const half = (z95 * Math.sqrt((share * (1 - share)) / n + squared / (4 * n ** 2))) / denominator;
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}
