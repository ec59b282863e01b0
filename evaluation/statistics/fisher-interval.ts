import { type Interval, z95 } from "#/evaluation/statistics/interval.ts";

/**
 * 95 % interval of a correlation by Fisher's z: tanh(atanh r ± 1.96·√v).
 * v = 1/(n−3) for PLCC (Fisher 1921); v = (1+r²/2)/(n−3) for SRCC (Bonett and Wright 2000), meant for
 * |r| < .95 and n ≥ 10. Null for fewer than four pairs or |r| = 1, where it says nothing.
 */
export function fisherInterval(r: number, n: number, measure: "srcc" | "plcc"): Interval | null {
  if (n < 4 || Math.abs(r) >= 1) return null;
  const variance = (measure === "srcc" ? 1 + (r * r) / 2 : 1) / (n - 3);
  const half = z95 * Math.sqrt(variance);
  return { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
}
