import { expect, it } from "vitest";
import { askingCost, judgingCost } from "#/features/judging/judging-cost.ts";

// 100 descriptions in 3 dimensions, 5 rounds: 1,500 calls of 656 tokens, 984,000 in all.
// At 2 and 10 a million: 1,500 · (650 · 2 + 6 · 10) / 1,000,000 = 2.04.
it("counts what judging takes at most", () => {
  expect(judgingCost(100, { input: 2, output: 10 })).toEqual({ calls: 1500, tokens: 984_000, price: 2.04 });
  expect(judgingCost(100, null).price).toBeNull();
  expect(askingCost(100, "description")).toEqual({ calls: 100, tokens: 130_000 });
});
