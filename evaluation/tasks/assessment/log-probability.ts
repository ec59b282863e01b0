/**
 * Returns a log-probability as servers send it, or null where it stands for "missing": not a number, NaN, infinite,
 * −9999 (vLLM's mark) or lower, or above 0 by more than rounding (1e-3).
 */
export function logProbability(value: unknown): number | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return null;
  return value <= -9999 || value > 1e-3 ? null : value;
}
