/** How many of the published models are right on an item: none, some (they disagree), or all. */
export const solveRates = ["none", "some", "all"] as const;
export type SolveRate = (typeof solveRates)[number];

/** Other orders than that of the dataset. */
export const itemOrders = ["hardest", "disputed"] as const;
export type ItemOrder = (typeof itemOrders)[number];

/**
 * What the published models together make of an item. `solveRate` and `disagreement` by task: perception: share of models that
 * are right, and its variance; description: mean score of 6, and its standard deviation; assessment: 1 minus the mean
 * distance between the place by a model and the place by MOS, as a share of all places, and the standard deviation of
 * the models' places.
 */
export type Difficulty = { models: number; solveRate: number; disagreement: number };
export type Difficulties = ReadonlyMap<number, Difficulty>;

export function solveRateOf(difficulty: Difficulty | undefined): SolveRate | null {
  if (!difficulty) return null;
  if (difficulty.solveRate === 0) return "none";
  return difficulty.solveRate === 1 ? "all" : "some";
}

/** Returns items in this order; those that no model answered last, equal ones as they came. */
export function orderByDifficulty(
  numbers: readonly number[],
  difficulties: Difficulties,
  order: ItemOrder,
): number[] {
  const weight = (number: number) => {
    const found = difficulties.get(number);
    if (!found) return Number.POSITIVE_INFINITY;
    return order === "hardest" ? found.solveRate : -found.disagreement;
  };
  return numbers
    .map((number) => ({ number, weight: weight(number) }))
    .sort((a, b) => (a.weight === b.weight ? 0 : a.weight - b.weight))
    .map(({ number }) => number);
}
