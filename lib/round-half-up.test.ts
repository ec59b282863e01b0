import { expect, it } from "vitest";
import { roundHalfUp, shareOfItems } from "#/lib/round-half-up.ts";

it("rounds decimal halves up, away from zero, and never shows a minus zero", () => {
  expect([65.35, 0.25, 1.005, -0.0005, -0.0004, 12].map((value) => roundHalfUp(value, 1))).toEqual([
    "65.4",
    "0.3",
    "1.0",
    "0.0",
    "0.0",
    "12.0",
  ]);
  expect([1.005, -0.0005, 0.4445].map((value) => roundHalfUp(value, 3))).toEqual([
    "1.005",
    "−0.001",
    "0.445",
  ]);
});

it("rounds from the fraction that a printed share stands for: .6535 of 1,495 is 977, which is 65.35117 %", () => {
  expect(shareOfItems(0.6535, 1495)).toBe(977 / 1495);
  expect(roundHalfUp(100 * shareOfItems(0.6535, 1495), 1)).toBe("65.4");
  // .5065 of 462 items: 234/462 is 50.649 %.
  expect(roundHalfUp(100 * shareOfItems(0.5065, 462), 1)).toBe("50.6");
  expect(shareOfItems(0.5, 3)).toBe(0.5);
  expect(shareOfItems(0.25, null)).toBe(0.25);
});
