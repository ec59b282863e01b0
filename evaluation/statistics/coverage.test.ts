import { expect, it } from "vitest";
import { bootstrapInterval } from "#/evaluation/statistics/bootstrap.ts";
import { fisherInterval } from "#/evaluation/statistics/fisher-interval.ts";
import { pairedBootstrap } from "#/evaluation/statistics/paired-bootstrap.ts";
import { seededRandom } from "#/evaluation/statistics/random.ts";
import { resampledSpearman } from "#/evaluation/statistics/resampled-spearman.ts";
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
      return bootstrapInterval([{ n, statistic: resampledSpearman(x, y) }], { rounds: 300 });
    }),
  );
});

// The ranks rest on this standard error; 200 resamples suffice for it, not for the ends of a percentile interval.
it("the standard error of the paired bootstrap does too", { timeout: limitMs }, () => {
  const normal = normals(2);
  expect95(
    coverage(0, () => {
      const reference = Float64Array.from({ length: 150 }, normal);
      const first = reference.map((value) => value + normal());
      const second = reference.map((value) => value + normal());
      const found = pairedBootstrap([{ first, second, reference }], "srcc", { rounds: 200 });
      if (!found) return null;
      const half = 1.959963984540054 * found.error;
      return { low: found.difference - half, high: found.difference + half };
    }),
  );
});

it("so do Fisher's interval of SRCC and Wilson's of an accuracy", { timeout: limitMs }, () => {
  const normal = normals(3);
  expect95(
    coverage(rankTruth, () => {
      const { x, y } = pairOf(normal, 150);
      return fisherInterval(spearman(x, y) ?? 0, 150, "srcc");
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
