import {
  type BootstrapOptions,
  bootstrapRounds,
  bootstrapValues,
  percentileInterval,
} from "#/evaluation/statistics/bootstrap.ts";
import type { Interval } from "#/evaluation/statistics/interval.ts";
import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { type ResampledStatistic, resampledPearson } from "#/evaluation/statistics/resampled-pearson.ts";
import { resampledSpearman } from "#/evaluation/statistics/resampled-spearman.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";

/** Two models on the same items: `first[i]`, `second[i]` and, for correlations, the truth `reference[i]`. */
export type PairedSample = { first: Numbers; second: Numbers; reference: Numbers };

export type PairedDifference = Interval & {
  /** First model minus second. */
  difference: number;
  /** Its bootstrap standard error: the standard deviation over the resamples. */
  error: number;
  /** Two-sided bootstrap p, at least 1/(rounds+1). */
  p: number;
  n: number;
};

export type PairedMeasure = "srcc" | "plcc" | "mean";

function meanOf(values: Numbers): number | null {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return values.length === 0 ? null : sum / values.length;
}

function resampledMean(values: Numbers): ResampledStatistic {
  return (counts) => {
    let sum = 0;
    for (let index = 0; index < counts.length; index++) {
      sum += (counts[index] as number) * (values[index] as number);
    }
    return sum / counts.length;
  };
}

const measures = {
  srcc: { once: spearman, resampled: resampledSpearman },
  plcc: { once: pearson, resampled: resampledPearson },
  mean: { once: meanOf, resampled: resampledMean },
} as const;

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

/**
 * Paired bootstrap of the difference between two models in SRCC or PLCC against `reference`, or in the mean
 * (Efron and Tibshirani 1993, §16): items are resampled, both models see the same resample. Several samples
 * (subsets of a database) count by the mean over them. p = 2·min(share ≤ 0, share ≥ 0) with one added to
 * either count. Null where the difference is undefined.
 */
export function pairedBootstrap(
  samples: readonly PairedSample[],
  measure: PairedMeasure,
  options: BootstrapOptions = {},
): PairedDifference | null {
  const { once, resampled } = measures[measure];
  let sum = 0;
  for (const { first, second, reference } of samples) {
    const difference = minus(once(first, reference), once(second, reference));
    if (difference === null) return null;
    sum += difference;
  }
  const strata = samples.map(({ first, second, reference }) => {
    const ofFirst = resampled(first, reference);
    const ofSecond = resampled(second, reference);
    const statistic = (counts: Uint16Array) => minus(ofFirst(counts), ofSecond(counts));
    return { n: first.length, statistic };
  });
  const values = bootstrapValues(strata, options);
  if (values.length * 2 < (options.rounds ?? bootstrapRounds) || values.length === 0) return null;
  const notAbove = values.reduce((count, value) => count + (value <= 0 ? 1 : 0), 1);
  const notBelow = values.reduce((count, value) => count + (value >= 0 ? 1 : 0), 1);
  const p = Math.min(1, (2 * Math.min(notAbove, notBelow)) / (values.length + 1));
  const n = samples.reduce((total, { first }) => total + first.length, 0);
  return {
    difference: sum / samples.length,
    error: deviation(values),
    ...percentileInterval(values),
    p,
    n,
  };
}
