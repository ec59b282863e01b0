import { describe, expect, it } from "vitest";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { averageRanks } from "#/evaluation/statistics/ranks.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";

// Worked example of Wikipedia, "Spearman's rank correlation coefficient": IQ against hours of television.
const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
const television = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
const tiedX = [1, 2, 2, 3, 5, 5, 5, 8];
const tiedY = [2, 1, 4, 4, 6, 5, 5, 9];

describe("correlations", () => {
  it("reproduces the published example: −29/165", () => {
    expect(spearman(iq, television)).toBeCloseTo(-29 / 165, 14);
  });

  it("agrees with SciPy 1.17.1 (spearmanr, pearsonr, rankdata), ties included", () => {
    expect(pearson(iq, television)).toBeCloseTo(-0.07021632602905677, 14);
    expect(spearman(tiedX, tiedY)).toBeCloseTo(0.9256265453136692, 14);
    expect(pearson(tiedX, tiedY)).toBeCloseTo(0.9274749843799153, 14);
    expect([...averageRanks(tiedX)]).toEqual([1, 2.5, 2.5, 4, 6, 6, 6, 8]);
  });

  it("is null, never 0 or NaN, where it is undefined", () => {
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(spearman([1, 2, 3], [4, 4, 4])).toBeNull();
    expect(pearson([1, 2], [1, 2])).toBeNull();
    expect(spearman([], [])).toBeNull();
  });

  it("keeps its digits far from zero and treats −0 as 0", () => {
    const far = tiedX.map((value) => value + 1e9);
    expect(pearson(far, tiedY)).toBeCloseTo(0.9274749843799153, 12);
    expect([...averageRanks([0, -0, 1])]).toEqual([1.5, 1.5, 3]);
  });
});
