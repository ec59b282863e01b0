/** Samples of an item below which scoring mode S gives no score (20 samples lose .089 SRCC on average, 50 lose .055). */
export const fewestSamples = 50;

/**
 * Returns the score of an item in scoring mode S: share of the better word among the samples that were one of the two words.
 * Null with fewer than fifty such samples.
 */
export function sampledScore(betterCount: number, worseCount: number): number | null {
  const samples = betterCount + worseCount;
  return samples < fewestSamples ? null : betterCount / samples;
}
