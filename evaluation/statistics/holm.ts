/**
 * Holm's step-down adjustment for many comparisons (Holm 1979): the i-th smallest of m p-values becomes
 * max over j ≤ i of min(1, (m−j+1)·p₍ⱼ₎). Returned in the order given; compare each with the level wanted.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  for (const [position, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - position) * (pValues[index] ?? 1)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/**
 * Returns the largest p-value whose adjusted one is below `level`; −∞ where none is. As `holm`, for very many: pairs with a p-value of at most
 * this are those whose adjusted one is below the level.
 */
export function holmCutoff(pValues: Float64Array, level: number): number {
  const sorted = pValues.toSorted();
  let cutoff = Number.NEGATIVE_INFINITY;
  for (const [position, p] of sorted.entries()) {
    if (Math.min(1, (sorted.length - position) * p) >= level) break;
    cutoff = p;
  }
  return cutoff;
}
