/** What the judge rates of a description, each 0, 1 or 2. */
export const dimensions = ["completeness", "precision", "relevance"] as const;

export type Dimension = (typeof dimensions)[number];

/** Returns what `of` gives for each dimension. */
export function byDimension<Value>(of: (dimension: Dimension) => Value): Record<Dimension, Value> {
  return Object.fromEntries(dimensions.map((one) => [one, of(one)])) as Record<Dimension, Value>;
}

/** What one call of the judge is about: a dimension, or whether an unclear answer of perception is correct. */
export type JudgedAspect = Dimension | "correctness";

export const highestRating: Record<JudgedAspect, number> = {
  completeness: 2,
  precision: 2,
  relevance: 2,
  correctness: 1,
};
