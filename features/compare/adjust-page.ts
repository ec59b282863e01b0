import { holm } from "#/evaluation/statistics/holm.ts";
import type { GradedPair, RatedPair } from "#/features/compare/compared-answers.ts";

/** Pairs with every p corrected by Holm for all that the page tells: four models are six pairs, of which one would look apart by chance. */
export function adjustGraded(pairs: readonly GradedPair[]): GradedPair[] {
  const next = adjusted(pairs.flatMap(({ overlap, slices }) => [overlap.p, ...slices.map(({ p }) => p)]));
  return pairs.map(({ overlap, slices, ...pair }) => ({
    ...pair,
    overlap: { ...overlap, adjusted: next() },
    slices: slices.map((slice) => ({ ...slice, adjusted: next() })),
  }));
}

/** The same of differences in measures. */
export function adjustRated(pairs: readonly RatedPair[]): RatedPair[] {
  const next = adjusted(pairs.flatMap(({ differences }) => differences.map(({ p }) => p)));
  return pairs.map(({ differences, ...pair }) => ({
    ...pair,
    differences: differences.map((difference) => ({ ...difference, adjusted: next() })),
  }));
}

/** Returns what gives the corrected p-values one after another. */
function adjusted(pValues: readonly number[]): () => number {
  const values = holm(pValues).values();
  return () => values.next().value ?? 1;
}
