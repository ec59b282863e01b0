import { describe, expect, it } from "vitest";
import { bootstrapInterval } from "#/evaluation/statistics/bootstrap.ts";
import { fisherInterval } from "#/evaluation/statistics/fisher-interval.ts";
import { meanInterval } from "#/evaluation/statistics/mean-interval.ts";
import { pairedBootstrap } from "#/evaluation/statistics/paired-bootstrap.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { seededRandom } from "#/evaluation/statistics/random.ts";
import { resampledPearson } from "#/evaluation/statistics/resampled-pearson.ts";
import { resampledSpearman } from "#/evaluation/statistics/resampled-spearman.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";

function noisyPairs(n: number, noise: number, seed: number, steps = Number.POSITIVE_INFINITY) {
  const random = seededRandom(seed);
  const uniform = () => random.nextUint32() / 2 ** 32;
  const quantised = (value: number) => (Number.isFinite(steps) ? Math.round(value * steps) / steps : value);
  const y = Float64Array.from({ length: n }, uniform);
  const x = Float64Array.from(y, (value) => quantised(value + noise * (uniform() + uniform() - 1)));
  return { x, y };
}

describe("fisherInterval", () => {
  it("agrees with SciPy: pearsonr(…).confidence_interval() of the IQ example", () => {
    const interval = fisherInterval(-0.07021632602905677, 10, "plcc");
    expect(interval?.low).toBeCloseTo(-0.670212501188516, 12);
    expect(interval?.high).toBeCloseTo(0.5852854717450895, 12);
  });

  it("widens for SRCC by Bonett and Wright (values by numpy from the formula)", () => {
    const interval = fisherInterval(0.568, 10_073, "srcc");
    expect(interval?.low).toBeCloseTo(0.5535723343055869, 12);
    expect(interval?.high).toBeCloseTo(0.5820868201917188, 12);
    expect(fisherInterval(0.5, 3, "srcc")).toBeNull();
    expect(fisherInterval(1, 50, "plcc")).toBeNull();
  });

  it("averages two intervals: by hand, halves √(.03²+.04²)/2 = .025 to either side", () => {
    const mean = meanInterval([
      { value: 0.2, low: 0.17, high: 0.23 },
      { value: 0.4, low: 0.36, high: 0.44 },
    ]);
    expect(mean?.low).toBeCloseTo(0.275, 12);
    expect(mean?.high).toBeCloseTo(0.325, 12);
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
  });

  it("comes near Fisher's interval where that holds, is seeded, and is null where undefined", () => {
    const { x, y } = noisyPairs(800, 0.5, 5);
    const strata = [{ n: 800, statistic: resampledSpearman(x, y) }];
    const interval = bootstrapInterval(strata);
    const fisher = fisherInterval(spearman(x, y) ?? 0, 800, "srcc");
    expect(Math.abs((interval?.low ?? 9) - (fisher?.low ?? 0))).toBeLessThan(0.015);
    expect(Math.abs((interval?.high ?? 9) - (fisher?.high ?? 0))).toBeLessThan(0.015);
    expect(bootstrapInterval(strata)).toEqual(interval);
    const flat = { n: 4, statistic: resampledPearson([1, 1, 1, 1], [1, 2, 3, 4]) };
    expect(bootstrapInterval([flat])).toBeNull();
    expect(bootstrapInterval([])).toBeNull();
  });

  it("takes 1,000 resamples of SRCC on 10,000 items in under 3 s", { timeout: 20_000 }, () => {
    const { x, y } = noisyPairs(10_000, 0.6, 7);
    const start = performance.now();
    expect(bootstrapInterval([{ n: 10_000, statistic: resampledSpearman(x, y) }])).not.toBeNull();
    expect(performance.now() - start).toBeLessThan(3000);
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
      low: 0,
      high: 0,
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
