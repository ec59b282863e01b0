import { expect, it } from "vitest";
import { adjustGraded } from "#/features/compare/adjust-page.ts";
import { discordant, type GradedItem, overlapOf, sliceOverlaps } from "#/features/compare/overlap.ts";

const item = (number: number, right: (boolean | null)[], questionType = 0): GradedItem => ({
  number,
  right,
  questionType,
  concern: 0,
  subset: null,
});

// One against eight discordant items: SciPy's binomtest(1, 9, .5) gives 0.0390625.
const items = [
  ...Array.from({ length: 8 }, (_, n) => item(n, [true, false], 0)),
  item(8, [false, true], 1),
  item(9, [true, true], 1),
  item(10, [false, false], 1),
  item(11, [null, true], 1),
];

it("counts right and wrong of two models on what both answered, with the exact p", () => {
  const overlap = overlapOf(items, 0, 1);
  expect(overlap).toMatchObject({ bothRight: 1, onlyFirst: 8, onlySecond: 1, bothWrong: 1, n: 11 });
  expect(overlap.p).toBeCloseTo(0.0390625, 14);
  expect(overlapOf(items, 1, 0)).toEqual({ ...overlap, onlyFirst: 1, onlySecond: 8 });
});

it("does the same by slice, and corrects every test of a page for all of them", () => {
  const found = sliceOverlaps(items, 0, 1);
  expect(found.map(({ slice, n }) => [slice, n])).toEqual([
    ["yes-or-no", 8],
    ["what", 3],
    ["distortion", 11],
    ["yes-or-no.distortion", 8],
    ["what.distortion", 3],
  ]);
  expect(found[0]?.p).toBeCloseTo(0.0078125, 14);
  const pair = { first: 0, second: 1, overlap: overlapOf(items, 0, 1), slices: found };
  const [one, other] = adjustGraded([pair, { ...pair, second: 2 }]);
  // Two pairs of six tests each: the smallest of twelve.
  expect(one?.slices[0]?.adjusted).toBeCloseTo(12 * 0.0078125, 14);
  expect(other?.slices[0]?.adjusted).toBeCloseTo(12 * 0.0078125, 14);
  expect(one?.overlap.adjusted).toBeCloseTo(8 * 0.0390625, 13);
  expect(one?.slices.at(-1)?.adjusted).toBe(1);
});

it("takes the slices of pairs where the items are pairs", () => {
  const pairs = items.map((one) => ({ ...one, concern: 2, subset: one.number < 4 ? "compare" : "joint" }));
  expect(sliceOverlaps(pairs, 0, 1).map(({ slice, n }) => [slice, n])).toEqual([
    ["yes-or-no", 8],
    ["what", 3],
    ["distortion", 11],
    ["compare", 4],
    ["joint", 7],
    ["yes-or-no.distortion", 8],
    ["what.distortion", 3],
  ]);
});

it("lists only items that the models do not agree in", () => {
  expect(discordant(items).map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});
