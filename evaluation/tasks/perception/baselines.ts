import { type Classified, type Slice, slicesOf, slicesOfSet } from "#/evaluation/tasks/perception/slices.ts";

export type RandomGuess = { slice: Slice; value: number | null; n: number };

/**
 * Returns what guessing scores: the mean over a slice's items of 1 / number of options. Needs no key.
 * `value` is a share in 0–1, null for an empty slice.
 */
export function randomGuess(items: Iterable<Classified & { options: readonly string[] }>): RandomGuess[] {
  const all = [...items];
  const sums = new Map<Slice, { sum: number; n: number }>(
    slicesOfSet(all).map((slice) => [slice, { sum: 0, n: 0 }]),
  );
  for (const item of all) {
    for (const slice of slicesOf(item)) {
      const entry = sums.get(slice);
      if (!entry) continue;
      entry.sum += 1 / item.options.length;
      entry.n += 1;
    }
  }
  return Array.from(sums, ([slice, { sum, n }]) => ({ slice, value: n === 0 ? null : sum / n, n }));
}

export type MostFrequentLetter = {
  /** The option index that is most often right over all items; the lower one of two equals. */
  option: number;
  /** What answering it everywhere scores, as a share in 0–1 per slice; null for an empty slice. */
  scores: { slice: Slice; value: number | null; n: number }[];
};

/**
 * Returns what answering the key's most frequent letter everywhere scores. Items without a key are left out;
 * null when none has one.
 */
export function mostFrequentLetter(
  items: Iterable<Classified & { correctOption: number | null }>,
): MostFrequentLetter | null {
  const all = [...items];
  const perSlice = new Map<Slice, number[]>(slicesOfSet(all).map((slice) => [slice, []]));
  for (const item of all) {
    if (item.correctOption === null) continue;
    for (const slice of slicesOf(item)) {
      const counts = perSlice.get(slice);
      if (counts) counts[item.correctOption] = (counts[item.correctOption] ?? 0) + 1;
    }
  }
  const overall = Array.from(perSlice.get("overall") ?? [], (count) => count ?? 0);
  if (overall.length === 0) return null;
  const option = overall.indexOf(Math.max(...overall));
  const scores = Array.from(perSlice, ([slice, counts]) => {
    const n = counts.reduce((sum, count) => sum + count, 0);
    return { slice, value: n === 0 ? null : (counts[option] ?? 0) / n, n };
  });
  return { option, scores };
}
