/**
 * Predicted quality of the authors: softmax of the two words' logits at temperature 100,
 * q = 1 / (1 + exp(−d/100)) with d in nats. It lives near .5 and is not a probability of "good".
 */
export function qualityScore(d: number): number {
  return 1 / (1 + Math.exp(-d / 100));
}
