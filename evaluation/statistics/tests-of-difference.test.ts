import { describe, expect, it } from "vitest";
import { holm, holmCutoff } from "#/evaluation/statistics/holm.ts";
import { mcnemar } from "#/evaluation/statistics/mcnemar.ts";
import { twoSidedNormalP } from "#/evaluation/statistics/normal.ts";
import { rankSpread } from "#/evaluation/statistics/rank-spread.ts";
import { twoProportions } from "#/evaluation/statistics/two-proportions.ts";

describe("mcnemar", () => {
  // SciPy 1.17.1: binomtest(k, n, .5).pvalue
  it.each([
    [1, 8, 0.0390625],
    [9, 3, 0.14599609375],
    [20, 41, 0.009853448195259268],
    [480, 520, 0.2174482932041415],
    [5, 5, 1],
    [0, 3, 0.25],
    [0, 0, 1],
  ])("%i against %i", (first, second, p) => {
    expect(mcnemar(first, second)).toBeCloseTo(p, 12);
  });

  it("does not underflow to a wrong figure with thousands of differing items", () => {
    expect(mcnemar(2000, 2000)).toBe(1);
    expect(mcnemar(1900, 2100)).toBeGreaterThan(0.001);
    expect(mcnemar(0, 4000)).toBe(0);
  });
});

it("gives normal tails as SciPy's 2·norm.sf", () => {
  expect(twoSidedNormalP(0)).toBe(1);
  expect(twoSidedNormalP(0.5)).toBeCloseTo(0.6170750774519738, 13);
  expect(twoSidedNormalP(-1.96)).toBeCloseTo(0.04999579029644087, 13);
  expect(twoSidedNormalP(3) / 0.0026997960632601866).toBeCloseTo(1, 10);
  expect(twoSidedNormalP(6) / 1.973175290075389e-9).toBeCloseTo(1, 10);
  expect(twoSidedNormalP(10) / 1.523970604832094e-23).toBeCloseTo(1, 10);
});

it("tests two proportions: 63/100 against 48/100 (z by hand, p by SciPy)", () => {
  const test = twoProportions(63, 100, 48, 100);
  expect(test?.difference).toBeCloseTo(0.15, 14);
  expect(test?.z).toBeCloseTo(2.134271987040892, 12);
  expect(test?.p).toBeCloseTo(0.032820522966046733, 12);
  expect(twoProportions(0, 10, 0, 20)).toEqual({ difference: 0, z: 0, p: 1 });
  expect(twoProportions(0, 0, 1, 2)).toBeNull();
});

it("adjusts p-values as R's p.adjust(c(.01,.04,.03,.005), 'holm')", () => {
  // By hand: .005·4 = .02, .01·3 = .03, .03·2 = .06, then max(.06, .04·1) = .06.
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Math.round(p * 1e6) / 1e6)).toEqual([
    0.03, 0.06, 0.06, 0.02,
  ]);
  expect(holm([])).toEqual([]);
});

it("adjusts p-values step by step and never downwards", () => {
  // By hand: .0001·6, .0004·5, .0019·4, .0095·3, .0201·2, and max(.0402, .0278·1).
  const adjusted = holm([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278]);
  expect(adjusted.map((p) => Math.round(p * 1e6) / 1e6)).toEqual([
    0.0006, 0.002, 0.0076, 0.0285, 0.0402, 0.0402,
  ]);
  expect(holm([0.6, 0.9])).toEqual([1, 1]);
});

it("tests McNemar exactly where 86 and 150 differ", () => {
  // Python, in whole numbers: 2·sum(comb(236, k) for k in range(87)) / 2**236.
  expect(mcnemar(86, 150) / 3.715936139571442e-5).toBeCloseTo(1, 10);
  expect(mcnemar(150, 86)).toBe(mcnemar(86, 150));
});

it("spreads no rank where all differ, and every rank where none does", () => {
  const scores = [0.9, 0.8, 0.7];
  const all = (differ: boolean) => scores.map((_, a) => scores.map((_, b) => differ && a !== b));
  expect(rankSpread(scores, all(true)).map(({ best, worst }) => [best, worst])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  expect(rankSpread(scores, all(false)).map(({ best, worst }) => [best, worst])).toEqual([
    [1, 3],
    [1, 3],
    [1, 3],
  ]);
});

it("spreads ranks over what is not significant", () => {
  // Four models: the first beats all, the second beats the last only; two and three share a score.
  const differs = [
    [false, true, true, true],
    [true, false, false, true],
    [true, false, false, false],
    [true, true, false, false],
  ];
  expect(rankSpread([0.9, 0.7, 0.7, 0.6], differs)).toEqual([
    { value: 1, best: 1, worst: 1 },
    { value: 2, best: 2, worst: 3 },
    { value: 2, best: 2, worst: 4 },
    { value: 4, best: 3, worst: 4 },
  ]);
});

it("finds the cutoff below which adjusted p-values are below the level, ties included", () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  for (let round = 0; round < 300; round++) {
    // Few values, so that many are equal; small ones, so that some are below.
    const values = Array.from({ length: round % 40 }, () => Math.round(random() * 20) ** 3 / 40_000);
    const cutoff = holmCutoff(Float64Array.from(values), 0.05);
    expect(values.map((p) => p <= cutoff)).toEqual(holm(values).map((p) => p < 0.05));
  }
});
