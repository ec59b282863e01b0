import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import type { GroupNames } from "#/evaluation/statistics/resampling/resampling-units.ts";

/**
 * Exact two-sided randomisation test of paired differences (Fisher 1935, §21; Pitman 1937): were the two models
 * alike, each difference could as well have the other sign. p is the share of all 2ⁿ sign patterns whose sum is at
 * least as far from 0 as the one seen, counted by the shift algorithm (Streitberg and Röhmel 1986).
 * `differences` are whole numbers, in any common unit; p is 1 where none differs.
 */
export function signFlip(differences: Numbers): number {
  const sizes: number[] = [];
  let seen = 0;
  for (let index = 0; index < differences.length; index++) {
    const difference = differences[index] as number;
    if (!Number.isInteger(difference)) throw new RangeError("signFlip takes whole numbers.");
    seen += difference;
    if (difference !== 0) sizes.push(Math.abs(difference));
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shares = positiveSums(sizes, total);
  let p = 0;
  for (let positive = 0; positive <= total; positive++) {
    if (Math.abs(2 * positive - total) >= Math.abs(seen)) p += shares[positive] as number;
  }
  return Math.min(1, p);
}

/** By the sum of those that come out positive, the share of all sign patterns. */
function positiveSums(sizes: readonly number[], total: number): Float64Array {
  const shares = new Float64Array(total + 1);
  shares[0] = 1;
  let reached = 0;
  for (const size of sizes) {
    reached += size;
    for (let sum = reached; sum >= 0; sum--) {
      const without = shares[sum] as number;
      shares[sum] = 0.5 * (without + (sum >= size ? (shares[sum - size] as number) : 0));
    }
  }
  return shares;
}

/**
 * Returns the sums of differences over groups, which are flipped as one where their items are not independent; what stands alone
 * is its own sum. Of right and wrong answers the test is then the exact McNemar test, robust to clusters.
 */
export function groupSums(differences: readonly number[], groups: GroupNames): number[] {
  const sums = new Map<string, number>();
  const alone: number[] = [];
  for (const [index, difference] of differences.entries()) {
    const group = groups[index] ?? null;
    if (group === null) alone.push(difference);
    else sums.set(group, (sums.get(group) ?? 0) + difference);
  }
  return [...sums.values(), ...alone];
}
