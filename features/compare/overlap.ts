import { mcnemar } from "#/evaluation/statistics/mcnemar.ts";
import { countGroups } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { groupSums, signFlip } from "#/evaluation/statistics/sign-flip.ts";
import { type Classified, type Slice, slicesOf, slicesOfSet } from "#/evaluation/tasks/perception/slices.ts";

/** Whether each of the compared models is right on an item; null where it has no answer that counts. `group`: as of `ScoredItem`. */
export type GradedItem = Classified & { number: number; right: (boolean | null)[]; group?: string | null };

export type Overlap = {
  bothRight: number;
  onlyFirst: number;
  onlySecond: number;
  bothWrong: number;
  n: number;
  /** Exact McNemar, two-sided; where items are in groups, the exact test of their sums. */
  p: number;
  /** p after Holm over all tests of the page; as it is before that. */
  adjusted: number;
};

export type SliceOverlap = Overlap & { slice: Slice };

/** Right and wrong of two models on the items that both answered. */
export function overlapOf(items: readonly GradedItem[], first: number, second: number): Overlap {
  const overlap = { bothRight: 0, onlyFirst: 0, onlySecond: 0, bothWrong: 0, n: 0 };
  const signs: number[] = [];
  const groups: (string | null)[] = [];
  for (const { right, group = null } of items) {
    const [a, b] = [right[first] ?? null, right[second] ?? null];
    if (a === null || b === null) continue;
    overlap.n++;
    signs.push(Number(a) - Number(b));
    groups.push(group);
    overlap[a ? (b ? "bothRight" : "onlyFirst") : b ? "onlySecond" : "bothWrong"]++;
  }
  const isGrouped = countGroups(groups) !== null;
  const p = isGrouped ? signFlip(groupSums(signs, groups)) : mcnemar(overlap.onlyFirst, overlap.onlySecond);
  return { ...overlap, p, adjusted: p };
}

/** Returns the same in every slice that has items, `overall` left out. */
export function sliceOverlaps(items: readonly GradedItem[], first: number, second: number): SliceOverlap[] {
  return slicesOfSet(items)
    .filter((slice) => slice !== "overall")
    .map((slice) => {
      const own = items.filter((item) => slicesOf(item).includes(slice));
      return { slice, ...overlapOf(own, first, second) };
    })
    .filter(({ n }) => n > 0);
}

/** Returns items on which the models are not all right or all wrong; those that one did not answer are left out. */
export function discordant(items: readonly GradedItem[]): GradedItem[] {
  return items.filter(({ right }) => !right.includes(null) && right.includes(true) && right.includes(false));
}
