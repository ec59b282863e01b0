import { describe, expect, it } from "vitest";
import { kendall } from "#/evaluation/statistics/kendall.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { averageRanks } from "#/evaluation/statistics/ranks.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";
import { studentPoint, twoSidedStudentP } from "#/evaluation/statistics/student.ts";

// Worked example of Wikipedia, "Spearman's rank correlation coefficient": IQ against hours of television.
const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
const television = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
const tiedX = [1, 2, 2, 3, 5, 5, 5, 8];
const tiedY = [2, 1, 4, 4, 6, 5, 5, 9];

describe("correlations", () => {
  it("reproduces the published example: −29/165", () => {
    expect(spearman(iq, television)).toBeCloseTo(-29 / 165, 14);
  });

  it("agrees with SciPy 1.17.1 (spearmanr, pearsonr, kendalltau, rankdata), ties included", () => {
    expect(pearson(iq, television)).toBeCloseTo(-0.07021632602905677, 14);
    expect(spearman(tiedX, tiedY)).toBeCloseTo(0.9256265453136692, 14);
    expect(pearson(tiedX, tiedY)).toBeCloseTo(0.9274749843799153, 14);
    expect(kendall(iq, television)).toBeCloseTo(-0.1111111111111111, 14);
    expect(kendall(tiedX, tiedY)).toBeCloseTo(0.8406728074767076, 14);
    expect([...averageRanks(tiedX)]).toEqual([1, 2.5, 2.5, 4, 6, 6, 6, 8]);
  });

  it("is null, never 0 or NaN, where it is undefined", () => {
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(spearman([1, 2, 3], [4, 4, 4])).toBeNull();
    expect(pearson([1, 2], [1, 2])).toBeNull();
    expect(kendall([1, 2], [1, 2])).toBeNull();
    expect(kendall([1, 2, 3], [4, 4, 4])).toBeNull();
    expect(spearman([], [])).toBeNull();
  });

  it("keeps its digits far from zero and treats −0 as 0", () => {
    const far = tiedX.map((value) => value + 1e9);
    expect(pearson(far, tiedY)).toBeCloseTo(0.9274749843799153, 12);
    expect(kendall([0, -0, 1], [2, 2, 3])).toBe(1);
    expect([...averageRanks([0, -0, 1])]).toEqual([1.5, 1.5, 3]);
  });
});

describe("Student's t", () => {
  // SciPy 1.17.1: t.ppf(.975, df), 2·t.sf(t, df)
  it.each([
    [1, 12.706204736174694],
    [2.5, 3.5746548420036817],
    [80, 1.990063421254446],
    [999, 1.9623414611334493],
  ])("has its 97.5 %% point with %f degrees of freedom", (df, point) => {
    expect(studentPoint(df) / point).toBeCloseTo(1, 10);
  });

  it.each([
    [2, 3, 0.13932596855884305],
    [4, 80, 0.000140439967847575],
    [6, 57.3, 1.4151217531359288e-7],
    [0.1, 1, 0.936548965138893],
  ])("has a two-sided p of %f with %f degrees of freedom", (t, df, p) => {
    expect(twoSidedStudentP(t, df) / p).toBeCloseTo(1, 10);
  });
});
