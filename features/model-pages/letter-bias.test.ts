import { expect, it } from "vitest";
import { letterBias, letterShares } from "#/features/model-pages/letter-bias.ts";

it("tells a preference for a letter from chance, on the items where only one side has it", () => {
  const [first, ...rest] = letterBias({ chosen: [10, 2, 0, 0], keys: [2, 6, 4, 0], hits: [2, 2, 0, 0] });
  // A: 8 to 0, p = 2/2⁸; B and C: 0 to 4, p = 2/2⁴; Holm over three letters.
  expect(first).toMatchObject({ letter: "A", chosen: 10 / 12, key: 2 / 12 });
  expect(first?.p).toBeCloseTo(3 / 128, 12);
  expect(rest.map(({ letter }) => letter)).toEqual(["B", "C"]);
  for (const { p } of rest) expect(p).toBeCloseTo(2 / 8, 12);
});

it("finds nothing where the letters differ both ways alike, and asks nothing of hidden keys", () => {
  expect(letterBias({ chosen: [5, 5], keys: [5, 5], hits: [3, 3] }).map(({ p }) => p)).toEqual([1, 1]);
  expect(letterBias({ chosen: [5, 5], keys: [], hits: [] })).toEqual([]);
  expect(letterShares([6, 0, 2, 0])).toEqual([
    { letter: "A", chosen: 0.75 },
    { letter: "C", chosen: 0.25 },
  ]);
});
