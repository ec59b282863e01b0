/** Below this share of items that came back, a score is shown and not ranked: what an endpoint leaves out would raise it. */
export const rankedCoverage = 0.995;

export function isCovered(coverage: number): boolean {
  return coverage >= rankedCoverage;
}
