import { expect, it } from "vitest";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import {
  agreementOf,
  assessmentDifferences,
  descriptionDifferences,
} from "#/features/compare/pair-difference.ts";

it("compares the correlations with the MOS on the same items", () => {
  const random = seededRandom(3);
  const items = Array.from({ length: 300 }, (_, n) => ({ mos: n, subset: null, d: null }));
  const noisy = (size: number) =>
    items.map((item) => ({ ...item, score: item.mos + random.nextBelow(size) - size / 2 }));
  const found = assessmentDifferences(noisy(60), noisy(400));
  expect(found.map(({ measure, n }) => [measure, n])).toEqual([
    ["srcc", 300],
    ["plcc", 300],
    ["krcc", 300],
  ]);
  for (const { difference, low, high, p } of found) {
    expect(difference).toBeGreaterThan(0);
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(difference);
    expect(high).toBeGreaterThan(difference);
    expect(p).toBeLessThan(0.001);
  }
});

it("compares the sum and each dimension of descriptions", () => {
  const rated = (points: [number, number, number]) =>
    Array.from({ length: 12 }, (_, number) => ({
      number,
      dimensions: points.map((one) => ({ points: one, rounds: 5 })),
    }));
  const found = descriptionDifferences(rated([10, 5, 5]), rated([5, 5, 5]));
  expect(found.map(({ measure, difference }) => [measure, difference])).toEqual([
    ["sum", 1],
    ["completeness", 1],
    ["precision", 0],
    ["relevance", 0],
  ]);
  // All twelve items on one side: 2 of 4,096 sign patterns.
  expect(found[0]?.p).toBeCloseTo(2 / 4096, 12);
  expect(found[2]?.p).toBe(1);
});

it("says how far two models agree with each other", () => {
  expect(agreementOf([1, 2, 3], [10, 20, 30]).srcc).toBeCloseTo(1, 12);
  expect(agreementOf([1, 2, 3], [5, 5, 5])).toEqual({ srcc: null, plcc: null });
});
