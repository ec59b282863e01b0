import { expect, it } from "vitest";
import { runCost } from "#/features/model-pages/run-cost.ts";

it("counts tokens at the price of a million, and says nothing where either is unknown", () => {
  const price = { input: 2.5, output: 10 };
  expect(runCost({ promptTokens: 1_200_000, completionTokens: 30_000 }, price)).toBeCloseTo(3.3, 12);
  expect(runCost({ promptTokens: 400_000, completionTokens: null }, price)).toBe(1);
  expect(runCost({ promptTokens: null, completionTokens: null }, price)).toBeNull();
  expect(runCost({ promptTokens: 5, completionTokens: 5 }, undefined)).toBeNull();
});
