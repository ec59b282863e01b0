import { type Interval, z95 } from "#/evaluation/statistics/interval.ts";

/**
 * 95 % interval of SRCC from its figure alone, by Fisher's z: tanh(atanh r ± 1.96·√v), v = (1+r²/2)/(n−3) (Bonett and
 * Wright 2000), `wider` times as wide on that scale. Null for fewer than ten pairs or |r| ≥ .95, where it says little.
 */
export function fisherInterval(r: number, n: number, wider = 1): Interval | null {
  if (n < 10 || Math.abs(r) >= 0.95) return null;
  const half = wider * z95 * Math.sqrt((1 + (r * r) / 2) / (n - 3));
  return { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
}
