const leastCoverage = 0.995;

/** A run that misses more is shown but not ranked: what an endpoint leaves out would raise its score. */
export function isCovered(coverage: number): boolean {
  return coverage >= leastCoverage;
}
