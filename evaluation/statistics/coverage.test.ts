import { expect, it } from "vitest";
import { correlationInterval } from "#/evaluation/statistics/correlation-interval.ts";
import { fisherInterval } from "#/evaluation/statistics/fisher-interval.ts";
import { pairedBootstrap } from "#/evaluation/statistics/resampling/paired-bootstrap.ts";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import { resampledSpearman } from "#/evaluation/statistics/resampling/resampled-spearman.ts";
import { resamplingUnits } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";
import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";

const draws = 2000;
const tolerance = 0.015;
const limitMs = 60_000;

function normals(seed: number): () => number {
  const random = seededRandom(seed);
  const uniform = () => (random.nextUint32() + 0.5) / 2 ** 32;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** How often an interval of a draw holds the truth. */
function coverage(truth: number, interval: () => { low: number; high: number } | null): number {
  let held = 0;
  for (let draw = 0; draw < draws; draw++) {
    const found = interval();
    if (found && found.low <= truth && truth <= found.high) held++;
  }
  return held / draws;
}

function expect95(share: number): void {
  expect(Math.abs(share - 0.95), `covers ${(100 * share).toFixed(2)} %`).toBeLessThanOrEqual(tolerance);
}

// Of a normal pair with correlation r, Spearman's is 6/π·asin(r/2) (Pearson 1907).
const r = 0.6;
const rankTruth = (6 / Math.PI) * Math.asin(r / 2);

function pairOf(normal: () => number, n: number) {
  const x = Float64Array.from({ length: n }, normal);
  return { x, y: x.map((value) => r * value + Math.sqrt(1 - r * r) * normal()) };
}

it("the bootstrap of SRCC holds the truth in 95 % of 2,000 draws", { timeout: limitMs }, () => {
  const normal = normals(1);
  const n = 150;
  expect95(
    coverage(rankTruth, () => {
      const { x, y } = pairOf(normal, n);
      const statistic = resampledSpearman(x, y);
      return correlationInterval("srcc", spearman(x, y) ?? 0, resamplingUnits([n]), statistic, {
        rounds: 200,
      });
    }),
  );
});

// What the ranks rest on: the standard error, from 200 resamples.
it("the paired bootstrap does too", { timeout: limitMs }, () => {
  const normal = normals(2);
  expect95(
    coverage(0, () => {
      const reference = Float64Array.from({ length: 150 }, normal);
      const first = reference.map((value) => value + normal());
      const second = reference.map((value) => value + normal());
      const found = pairedBootstrap([{ first, second, reference }], "srcc", null, { rounds: 200 });
      return found?.low == null || found.high === null ? null : { low: found.low, high: found.high };
    }),
  );
});

it("so do Fisher's interval of SRCC and Wilson's of an accuracy", { timeout: limitMs }, () => {
  const normal = normals(3);
  expect95(
    coverage(rankTruth, () => {
      const { x, y } = pairOf(normal, 150);
      return fisherInterval(spearman(x, y) ?? 0, 150);
    }),
  );
  const random = seededRandom(4);
  expect95(
    coverage(0.7, () => {
      let right = 0;
      for (let item = 0; item < 245; item++) right += random.nextBelow(10) < 7 ? 1 : 0;
      return wilsonInterval(right, 245);
    }),
  );
});
