/** How many of the published models are right on an item: none, some (they disagree), or all. */
export const solveRates = ["none", "some", "all"] as const;
export type SolveRate = (typeof solveRates)[number];
