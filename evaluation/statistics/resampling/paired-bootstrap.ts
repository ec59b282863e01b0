import {
  type CorrelationMeasure,
  correlationOf,
  resampledCorrelation,
} from "#/evaluation/statistics/correlation-interval.ts";
import { z95 } from "#/evaluation/statistics/interval.ts";
import { resampledMean } from "#/evaluation/statistics/mean-of-items.ts";
import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import { type BootstrapOptions, bootstrapError } from "#/evaluation/statistics/resampling/bootstrap.ts";
import type { ResampledStatistic } from "#/evaluation/statistics/resampling/resampled-pearson.ts";
import { type GroupNames, resamplingUnits } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { studentPoint, twoSidedStudentP } from "#/evaluation/statistics/student.ts";

/** Two models on the same items: `first[i]`, `second[i]` and, for correlations, the truth `reference[i]`. */
export type PairedSample = { first: Numbers; second: Numbers; reference: Numbers };

export type PairedDifference = {
  /** First model minus second. */
  difference: number;
  /** Its standard error by the bootstrap, widened so that ± 1.96 of it is the interval; 0 where no resample tells them apart. */
  error: number;
  /** 95 % interval and two-sided p by Student's t; without a standard error no interval, and a p of 1. */
  low: number | null;
  high: number | null;
  p: number;
  n: number;
};

export type PairedMeasure = CorrelationMeasure | "mean";

function meanOf(values: Numbers): number | null {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return values.length === 0 ? null : sum / values.length;
}

const once = { ...correlationOf, mean: meanOf } as const;
const resampled = { ...resampledCorrelation, mean: resampledMean } as const;

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

/** The mean of the statistics of consecutive parts of a resample; null where one of them is undefined. */
export function meanOfParts(
  parts: readonly { size: number; statistic: ResampledStatistic }[],
): ResampledStatistic {
  const [first] = parts;
  if (first && parts.length === 1) return first.statistic;
  return (counts) => {
    let sum = 0;
    let start = 0;
    for (const { size, statistic } of parts) {
      const value = statistic(counts.subarray(start, start + size));
      if (value === null) return null;
      sum += value;
      start += size;
    }
    return sum / parts.length;
  };
}

/**
 * Paired bootstrap of the difference between two models in a correlation with `reference`, or in the mean (Efron and
 * Tibshirani 1993, §16): units are resampled, both models see the same resample. Several samples (subsets of a database)
 * count by the mean over them; `groups` names the group of each of their items in turn. Null where the difference is
 * undefined.
 */
export function pairedBootstrap(
  samples: readonly PairedSample[],
  measure: PairedMeasure,
  groups: GroupNames | null = null,
  options: BootstrapOptions = {},
): PairedDifference | null {
  let sum = 0;
  for (const { first, second, reference } of samples) {
    const difference = minus(once[measure](first, reference), once[measure](second, reference));
    if (difference === null) return null;
    sum += difference;
  }
  if (samples.length === 0) return null;
  const parts = samples.map(({ first, second, reference }) => {
    const ofFirst = resampled[measure](first, reference);
    const ofSecond = resampled[measure](second, reference);
    const statistic: ResampledStatistic = (counts) => minus(ofFirst(counts), ofSecond(counts));
    return { size: first.length, statistic };
  });
  const sizes = parts.map(({ size }) => size);
  const units = resamplingUnits(sizes, groups);
  const found = bootstrapError(units, meanOfParts(parts), options);
  const difference = sum / samples.length;
  const n = units.items;
  if (!found) return { difference, error: 0, low: null, high: null, p: 1, n };
  const half = studentPoint(found.df) * found.error;
  const p = twoSidedStudentP(difference / found.error, found.df);
  return { difference, error: half / z95, low: difference - half, high: difference + half, p, n };
}
