import { expect, it } from "vitest";
import { type Difficulties, orderByDifficulty, solveRateOf } from "#/features/items/difficulty/solve-rate.ts";

const difficulties: Difficulties = new Map(
  [0.5, 0, 1, 0.5].map((solveRate, number) => [
    number,
    { models: 4, solveRate, disagreement: solveRate * (1 - solveRate) },
  ]),
);

it("says whether none, some or all models are right", () => {
  expect([0, 1, 2, 9].map((number) => solveRateOf(difficulties.get(number)))).toEqual([
    "some",
    "none",
    "all",
    null,
  ]);
});

it("puts the hardest or the most disputed first, and what nobody answered last", () => {
  const numbers = [9, 0, 1, 2, 3];
  expect(orderByDifficulty(numbers, difficulties, "hardest")).toEqual([1, 0, 3, 2, 9]);
  expect(orderByDifficulty(numbers, difficulties, "disputed")).toEqual([0, 3, 1, 2, 9]);
});
