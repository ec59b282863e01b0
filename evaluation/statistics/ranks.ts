import type { Numbers } from "#/evaluation/statistics/numbers.ts";

function firstNotBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Ranks from 1, ties sharing their average rank (fractional ranking, as Spearman 1904 and SciPy's
 * rankdata "average"). Equal means equal as float64: ties are exact.
 */
export function averageRanks(values: Numbers): Float64Array {
  const sorted = new Float64Array(values).sort();
  const rankAt = new Float64Array(sorted.length);
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    rankAt.fill((start + 1 + end) / 2, start, end);
    start = end;
  }
  const ranks = new Float64Array(values.length);
  for (let index = 0; index < ranks.length; index++) {
    ranks[index] = rankAt[firstNotBelow(sorted, values[index] as number)] as number;
  }
  return ranks;
}
