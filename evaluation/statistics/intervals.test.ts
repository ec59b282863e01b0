import { describe, expect, it } from "vitest";
import { correlationInterval } from "#/evaluation/statistics/correlation-interval.ts";
import { leastShare } from "#/evaluation/statistics/exact-bounds.ts";
import { fisherInterval } from "#/evaluation/statistics/fisher-interval.ts";
import { kendall } from "#/evaluation/statistics/kendall.ts";
import { meanInterval } from "#/evaluation/statistics/mean-interval.ts";
import { clusteredShareInterval, meanOfItemsInterval } from "#/evaluation/statistics/mean-of-items.ts";
import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { pairedBootstrap } from "#/evaluation/statistics/resampling/paired-bootstrap.ts";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import { resampledKendall } from "#/evaluation/statistics/resampling/resampled-kendall.ts";
import { resampledPearson } from "#/evaluation/statistics/resampling/resampled-pearson.ts";
import { resampledSpearman } from "#/evaluation/statistics/resampling/resampled-spearman.ts";
import { resamplingUnits } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";

function srccInterval(x: Numbers, y: Numbers, groups: string[] | null = null) {
  const statistic = resampledSpearman(x, y);
  return correlationInterval("srcc", spearman(x, y) ?? 0, resamplingUnits([x.length], groups), statistic);
}

function noisyPairs(n: number, noise: number, seed: number, steps = Number.POSITIVE_INFINITY) {
  const random = seededRandom(seed);
  const uniform = () => random.nextUint32() / 2 ** 32;
  const quantised = (value: number) => (Number.isFinite(steps) ? Math.round(value * steps) / steps : value);
  const y = Float64Array.from({ length: n }, uniform);
  const x = Float64Array.from(y, (value) => quantised(value + noise * (uniform() + uniform() - 1)));
  return { x, y };
}

describe("fisherInterval", () => {
  it("has the variance of Bonett and Wright (values by numpy from the formula), and is wider where it should", () => {
    const interval = fisherInterval(0.568, 10_073);
    expect(interval?.low).toBeCloseTo(0.5535723343055869, 12);
    expect(interval?.high).toBeCloseTo(0.5820868201917188, 12);
    const wider = fisherInterval(0.568, 10_073, 2);
    expect(Math.atanh(wider?.high ?? 0) - Math.atanh(0.568)).toBeCloseTo(
      2 * (Math.atanh(interval?.high ?? 0) - Math.atanh(0.568)),
      12,
    );
    expect(fisherInterval(0.5, 9)).toBeNull();
    expect(fisherInterval(0.96, 50)).toBeNull();
  });

  it("averages two intervals: by hand, halves √(.03²+.04²)/2 = .025 to either side", () => {
    const mean = meanInterval([
      { value: 0.2, low: 0.17, high: 0.23 },
      { value: 0.4, low: 0.36, high: 0.44 },
    ]);
    expect(mean.low).toBeCloseTo(0.275, 12);
    expect(mean.high).toBeCloseTo(0.325, 12);
  });
});

describe("bootstrap", () => {
  it("computes on counts what plain estimators compute on the repeated items", () => {
    const { x, y } = noisyPairs(200, 0.4, 3, 20);
    const random = seededRandom(9);
    const counts = new Uint16Array(200);
    for (let draw = 0; draw < 200; draw++) {
      const item = random.nextBelow(200);
      counts[item] = (counts[item] ?? 0) + 1;
    }
    const repeat = (values: Float64Array) => [...values].flatMap((v, i) => Array(counts[i]).fill(v));
    expect(resampledSpearman(x, y)(counts)).toBeCloseTo(spearman(repeat(x), repeat(y)) ?? 9, 12);
    expect(resampledPearson(x, y)(counts)).toBeCloseTo(pearson(repeat(x), repeat(y)) ?? 9, 12);
    expect(resampledKendall(x, y)(counts)).toBeCloseTo(kendall(repeat(x), repeat(y)) ?? 9, 12);
  });

  it("comes near Fisher's interval where that holds, and is seeded", () => {
    const { x, y } = noisyPairs(800, 0.5, 5);
    const interval = srccInterval(x, y);
    const fisher = fisherInterval(spearman(x, y) ?? 0, 800);
    expect(Math.abs((interval?.low ?? 9) - (fisher?.low ?? 0))).toBeLessThan(0.015);
    expect(Math.abs((interval?.high ?? 9) - (fisher?.high ?? 0))).toBeLessThan(0.015);
    expect(srccInterval(x, y)).toEqual(interval);
  });

  it("has no interval rather than a narrow one: three items, one group, resamples that are all alike", () => {
    expect(srccInterval([1, 2, 4], [1, 3, 2])).toBeNull();
    const { x, y } = noisyPairs(60, 0.5, 5);
    expect(srccInterval(x, y, Array(60).fill("a"))).toBeNull();
    const twice = Array.from({ length: 20 }, (_, index) => index % 10);
    const other = [3, 1, 4, 0, 5, 9, 2, 6, 8, 7, 3, 1, 4, 0, 5, 9, 2, 6, 8, 7];
    const halves = twice.map((_, index) => (index < 10 ? "a" : "b"));
    expect(srccInterval(twice, other, halves)).toBeNull();
  });

  it("gives groups of one what independent items have, and few groups a wide interval", () => {
    const { x, y } = noisyPairs(60, 0.5, 5);
    const alone = srccInterval(x, y);
    const width = (one: typeof alone) => (one?.high ?? 0) - (one?.low ?? 0);
    expect(srccInterval(x, y, [...x.keys()].map(String))).toEqual(alone);
    const two = srccInterval(
      x,
      y,
      [...x.keys()].map((index) => String(index % 2)),
    );
    expect(width(two)).toBeGreaterThan(width(alone));
  });

  it("keeps groups together over subsets, and subsets apart where none reaches over", () => {
    const apart = resamplingUnits([2, 2], ["a", "a", "b", null]);
    expect(apart).toMatchObject({ units: 3, strata: [{ count: 1 }, { count: 2 }] });
    const joined = resamplingUnits([2, 2], ["a", "b", "b", "c"]);
    expect(joined).toMatchObject({ units: 3, strata: [{ first: 0, count: 3 }] });
    const alone = resamplingUnits([2, 3]);
    expect(alone).toMatchObject({ units: 5, unitOf: null, strata: [{ count: 2 }, { first: 2, count: 3 }] });
  });

  it("bounds what does not vary exactly: 66 of 66 by Clopper and Pearson", () => {
    // SciPy 1.17.1: binomtest(66, 66).proportion_ci(method="exact").low
    expect(leastShare(66)).toBeCloseTo(0.9456411528298376, 12);
    expect(meanOfItemsInterval(Array(66).fill(2), 0, 2)?.low).toBeCloseTo(2 * leastShare(66), 12);
    expect(meanOfItemsInterval(Array(66).fill(0.5), 0, 2)).toEqual({
      low: 0.5 * leastShare(66),
      high: 2 - 1.5 * leastShare(66),
    });
    const none = clusteredShareInterval([0, 0, 0, 0], 20, ["a", "a", "b", "b"]);
    expect(none?.high).toBeCloseTo(1 - 0.025 ** 0.5, 12);
    const perfect = srccInterval([...Array(66).keys()], [...Array(66).keys()]);
    expect(perfect?.high).toBe(1);
    expect(perfect?.low).toBeGreaterThan(0.6);
    expect(perfect?.low).toBeLessThan(0.75);
  });

  it("widens a share by what its items have in common", () => {
    const right = Array.from({ length: 400 }, (_, index) => Number(index % 8 < 4));
    const alone = clusteredShareInterval(right, 400);
    const grouped = clusteredShareInterval(
      right,
      400,
      right.map((_, index) => String(index >> 2)),
    );
    const width = (one: typeof alone) => (one?.high ?? 0) - (one?.low ?? 0);
    // Four items of a group are alike: as if there were a hundred.
    expect(width(grouped) / width(alone)).toBeCloseTo(2, 1);
  });
});

describe("pairedBootstrap", () => {
  const { x: good, y: reference } = noisyPairs(600, 0.3, 11);
  const { x: poor } = noisyPairs(600, 1.2, 11);

  it("finds a real difference and none between a model and itself", () => {
    const found = pairedBootstrap([{ first: good, second: poor, reference }], "srcc");
    expect(found?.difference).toBeCloseTo(
      (spearman(good, reference) ?? 0) - (spearman(poor, reference) ?? 0),
    );
    expect(found?.low).toBeGreaterThan(0);
    expect(found?.p).toBeLessThan(0.01);
    expect(pairedBootstrap([{ first: good, second: good, reference }], "plcc")).toMatchObject({
      difference: 0,
      low: null,
      high: null,
      p: 1,
    });
  });

  it("compares means over two subsets", () => {
    const half = { first: [1, 1, 1, 0], second: [0, 0, 0, 0], reference: [0, 0, 0, 0] };
    expect(pairedBootstrap([half, { ...half, first: [0, 0, 0, 1] }], "mean")).toMatchObject({
      difference: 0.5,
      n: 8,
    });
    expect(pairedBootstrap([half], "srcc")).toBeNull();
  });
});
