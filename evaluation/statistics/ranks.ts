import type { Numbers } from "#/evaluation/statistics/numbers.ts";

/**
 * Ranks from 1, ties sharing their average rank (fractional ranking, as Spearman 1904 and SciPy's
 * rankdata "average"). Equal means equal as float64: ties are exact.
 */
export function averageRanks(values: Numbers): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const rankOf = new Map<number, number>();
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    rankOf.set(sorted[start] as number, (start + 1 + end) / 2);
    start = end;
  }
  const ranks = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) ranks[index] = rankOf.get(values[index] as number) ?? 0;
  return ranks;
}
