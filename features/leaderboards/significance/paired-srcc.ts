import { twoSidedNormalP } from "#/evaluation/statistics/normal.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import type { PairedComparisons } from "#/features/leaderboards/significance/paired-comparisons.ts";

/** Two rows over the databases that rank them, from their tests on each; null where one of these is missing. */
export function pairedSrcc(
  pairs: PairedComparisons,
  databases: readonly string[],
  first: readonly PublishedEntry[],
  second: readonly PublishedEntry[],
): { p: number; error: number } | null {
  const tests = databases.map((slug) => {
    const a = first.find(({ datasetSlug }) => datasetSlug === slug);
    const b = second.find(({ datasetSlug }) => datasetSlug === slug);
    return a && b ? pairs.of(a, b) : null;
  });
  const known = tests.filter((test) => test !== null);
  if (known.length === 0 || known.length < tests.length) return null;
  const difference = known.reduce((sum, test) => sum + test.difference, 0) / known.length;
  const error = Math.hypot(...known.map((test) => test.error)) / known.length;
  return { p: error > 0 ? twoSidedNormalP(difference / error) : Number(difference === 0), error };
}
