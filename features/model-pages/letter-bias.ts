import { holm } from "#/evaluation/statistics/holm.ts";
import { mcnemar } from "#/evaluation/statistics/mcnemar.ts";
import type { LetterCounts } from "#/features/model-pages/letter-counts.ts";

/** Shares from 0 to 1 of the same items; p of their difference, after Holm over the letters. */
export type LetterBias = { letter: string; chosen: number; key: number; p: number };

const letters = "ABCDEFGHIJ";

/**
 * Returns whether a model chooses a letter more or less often than it is right: exact McNemar test of the items where only
 * the choice or only the key is that letter. The least probable first; letters neither chosen nor right are left out.
 */
export function letterBias({ chosen, keys, hits }: LetterCounts): LetterBias[] {
  const items = keys.reduce((sum, count) => sum + count, 0);
  if (items === 0) return [];
  const found = [...letters].flatMap((letter, place) => {
    const [own, key, both] = [chosen[place] ?? 0, keys[place] ?? 0, hits[place] ?? 0];
    if (own + key === 0) return [];
    return [{ letter, chosen: own / items, key: key / items, p: mcnemar(own - both, key - both) }];
  });
  const adjusted = holm(found.map(({ p }) => p));
  const gap = ({ chosen, key }: LetterBias) => Math.abs(chosen - key);
  return found
    .map((bias, index) => ({ ...bias, p: adjusted[index] ?? 1 }))
    .sort((a, b) => a.p - b.p || gap(b) - gap(a));
}

/** Returns the shares of the letters chosen, where the keys are not shown. */
export function letterShares(chosen: readonly number[]): { letter: string; chosen: number }[] {
  const items = chosen.reduce((sum, count) => sum + count, 0);
  return [...letters].flatMap((letter, index) => {
    const count = chosen[index] ?? 0;
    return count === 0 ? [] : [{ letter, chosen: count / items }];
  });
}
