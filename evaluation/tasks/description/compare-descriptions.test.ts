import { describe, expect, it } from "vitest";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import { signFlip } from "#/evaluation/statistics/sign-flip.ts";
import { compareDescriptions, describedScore } from "#/evaluation/tasks/description/compare-descriptions.ts";

describe("signFlip", () => {
  it("counts Darwin's maize as Fisher did: 863 of 32,768 on one side (The Design of Experiments, 1935, §21)", () => {
    const eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
    expect(signFlip(eighths)).toBe((2 * 863) / 32768);
  });

  // SciPy 1.17.1: permutation_test((d,), sum, permutation_type='samples', n_resamples=inf).pvalue
  it.each([
    [[3, -1, 4, 1, -5, 9, 2, -6, 5, 3, 5, 8], 0.11962890625],
    [[1, 0, 0, 2, -1, 0, 3], 0.375],
  ])("agrees with SciPy on %j", (differences, p) => {
    expect(signFlip(differences)).toBeCloseTo(p, 12);
  });

  it("is 1 where nothing differs, and does not care which model is first", () => {
    expect(signFlip([])).toBe(1);
    expect(signFlip([0, 0])).toBe(1);
    expect(signFlip([4, -1, 2])).toBe(signFlip([-4, 1, -2]));
  });

  it("refuses a difference that is not whole", () => {
    expect(() => signFlip([0.5])).toThrow(RangeError);
  });
});

const rated = (numbers: number[], points: (number: number) => number, rounds = 5) =>
  numbers.map((number) => ({
    number,
    dimensions: [0, 1, 2].map(() => ({ points: points(number), rounds })),
  }));

describe("compareDescriptions", () => {
  it("compares only the items that both have, in points of the sum", () => {
    const result = compareDescriptions(
      rated([1, 2, 3, 4], () => 10),
      rated([2, 3, 4, 5], () => 5),
    );
    // Each of three items differs by 3 × (2 − 1) = 3 points of 6: of 8 sign patterns 2 are as far apart.
    expect(result).toMatchObject({ n: 3, difference: 3, error: 0, p: 0.25 });
    // All differ alike: at least .025^⅓ of the items that these stand for do, the rest may be 6 points either way.
    expect(result?.low).toBeCloseTo(9 * 0.025 ** (1 / 3) - 6, 12);
    expect(
      compareDescriptions(
        rated([1], () => 1),
        rated([2], () => 1),
      ),
    ).toBeNull();
  });

  it("has whole differences whatever the numbers of rounds", () => {
    const mixed = [
      {
        number: 1,
        dimensions: [
          { points: 1, rounds: 3 },
          { points: 2, rounds: 5 },
        ],
      },
    ];
    expect(describedScore(mixed[0] ?? { dimensions: [] })).toBeCloseTo(1 / 3 + 2 / 5, 14);
    expect(
      compareDescriptions(
        mixed,
        rated([1], () => 0),
      )?.p,
    ).toBe(1);
  });

  it("rejects a true null at the level it says: 5 % of 600 pairs, within three standard errors", () => {
    const random = seededRandom(7);
    const numbers = Array.from({ length: 40 }, (_, number) => number);
    const draw = () => rated(numbers, () => random.nextBelow(11));
    let rejected = 0;
    for (let trial = 0; trial < 600; trial++) {
      if ((compareDescriptions(draw(), draw())?.p ?? 1) < 0.05) rejected++;
    }
    expect(rejected / 600).toBeGreaterThan(0.05 - 3 * Math.sqrt((0.05 * 0.95) / 600));
    expect(rejected / 600).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 600));
  });
});
