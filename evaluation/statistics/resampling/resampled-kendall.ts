import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import type { ResampledStatistic } from "#/evaluation/statistics/resampling/resampled-pearson.ts";

type Classes = { of: Uint32Array; count: number };

/** The place of each value among the distinct ones, ascending. Equal means equal as float64. */
function classesOf(values: Numbers): Classes {
  const distinct = Float64Array.from(new Set(Float64Array.from(values))).sort();
  const place = new Map(Array.from(distinct, (value, index) => [value, index]));
  const of = Uint32Array.from(values, (value) => place.get(value) ?? 0);
  return { of, count: distinct.length };
}

function itemsByClass({ of, count }: Classes): { order: Uint32Array; ends: Uint32Array } {
  const ends = new Uint32Array(count);
  for (const own of of) (ends[own] as number)++;
  for (let own = 1; own < count; own++) ends[own] = (ends[own] as number) + (ends[own - 1] as number);
  const next = Uint32Array.from(ends);
  const order = new Uint32Array(of.length);
  for (let item = of.length - 1; item >= 0; item--) {
    const own = of[item] as number;
    next[own] = (next[own] as number) - 1;
    order[next[own] as number] = item;
  }
  return { order, ends };
}

function tiedPairs(sizes: Float64Array): number {
  let pairs = 0;
  for (const size of sizes) pairs += (size * (size - 1)) / 2;
  return pairs;
}

/** Sums over a prefix of counts in O(log n) (Fenwick 1994). */
function sumBelow(tree: Float64Array, place: number): number {
  let sum = 0;
  for (let at = place; at > 0; at &= at - 1) sum += tree[at] as number;
  return sum;
}

function addAt(tree: Float64Array, place: number, weight: number): void {
  for (let at = place + 1; at < tree.length; at += at & -at) tree[at] = (tree[at] as number) + weight;
}

/**
 * Kendall's tau-b of any resample of the pairs, (C−D)/√((n₀−n₁)(n₀−n₂)) (Kendall 1945), in O(n log n): items are sorted
 * once by one side, then added one after another to a tree over the other side that counts those below. Counts are whole
 * numbers, so the figure is exact. Null where one side is all equal.
 */
export function resampledKendall(x: Numbers, y: Numbers): ResampledStatistic {
  const classes = [classesOf(x), classesOf(y)] as const;
  // The tree is the smaller, and the walk the quicker, over the side with fewer values.
  const [inner, outer] = classes[0].count < classes[1].count ? classes : [classes[1], classes[0]];
  const { order, ends } = itemsByClass(outer);
  const tree = new Float64Array(inner.count + 1);
  const innerSizes = new Float64Array(inner.count);
  const outerSizes = new Float64Array(outer.count);
  return (counts) => {
    tree.fill(0);
    innerSizes.fill(0);
    outerSizes.fill(0);
    let n = 0;
    let surplus = 0;
    let start = 0;
    for (let own = 0; own < outer.count; own++) {
      const end = ends[own] as number;
      const before = n;
      for (let at = start; at < end; at++) {
        const item = order[at] as number;
        const times = counts[item] as number;
        if (times === 0) continue;
        n += times;
        const place = inner.of[item] as number;
        const below = sumBelow(tree, place);
        const tied = innerSizes[place] as number;
        surplus += times * (below - (before - below - tied));
      }
      for (let at = start; at < end; at++) {
        const item = order[at] as number;
        const times = counts[item] as number;
        if (times === 0) continue;
        const place = inner.of[item] as number;
        addAt(tree, place, times);
        innerSizes[place] = (innerSizes[place] as number) + times;
      }
      outerSizes[own] = n - before;
      start = end;
    }
    const pairs = (n * (n - 1)) / 2;
    const spread = (pairs - tiedPairs(innerSizes)) * (pairs - tiedPairs(outerSizes));
    return spread > 0 ? surplus / Math.sqrt(spread) : null;
  };
}
