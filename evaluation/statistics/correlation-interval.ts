import { perfectInterval } from "#/evaluation/statistics/exact-bounds.ts";
import type { Interval } from "#/evaluation/statistics/interval.ts";
import { kendall } from "#/evaluation/statistics/kendall.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { type BootstrapOptions, bootstrapError } from "#/evaluation/statistics/resampling/bootstrap.ts";
import { resampledKendall } from "#/evaluation/statistics/resampling/resampled-kendall.ts";
import {
  type ResampledStatistic,
  resampledPearson,
} from "#/evaluation/statistics/resampling/resampled-pearson.ts";
import { resampledSpearman } from "#/evaluation/statistics/resampling/resampled-spearman.ts";
import type { ResamplingUnits } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";
import { studentPoint } from "#/evaluation/statistics/student.ts";

export const correlationMeasures = ["srcc", "plcc", "krcc"] as const;
export type CorrelationMeasure = (typeof correlationMeasures)[number];

export const correlationOf = { srcc: spearman, plcc: pearson, krcc: kendall } as const;
export const resampledCorrelation = {
  srcc: resampledSpearman,
  plcc: resampledPearson,
  krcc: resampledKendall,
} as const;

const fewestItems = 4;
/** Nearer to 1 than any correlation that rounding lets differ from it. */
const nearestToOne = 1 - 1e-12;

/**
 * 95 % interval of a correlation: tanh(atanh r ± t·s) with the bootstrap's standard error s on Fisher's scale, corrected
 * for few units, and Student's t of its degrees of freedom. A percentile interval over few groups is too narrow; this is
 * not. For ±1, of which a bootstrap says nothing, an exact bound of rank correlations. Null, never narrow, for fewer
 * than four items, one group, PLCC of ±1, or equal resamples.
 */
export function correlationInterval(
  measure: CorrelationMeasure,
  value: number,
  sample: ResamplingUnits,
  statistic: ResampledStatistic,
  options: BootstrapOptions = {},
): Interval | null {
  if (sample.items < fewestItems || sample.units < 2) return null;
  if (Math.abs(value) >= nearestToOne) {
    const fewest = Math.min(...sample.strata.map(({ count }) => count));
    return measure === "plcc" ? null : perfectInterval(value > 0 ? 1 : -1, fewest, measure);
  }
  const found = bootstrapError(sample, onFisherScale(statistic), options);
  if (!found) return null;
  const centre = Math.atanh(value);
  const half = studentPoint(found.df) * found.error;
  return { low: Math.tanh(centre - half), high: Math.tanh(centre + half) };
}

function onFisherScale(statistic: ResampledStatistic): ResampledStatistic {
  return (counts) => {
    const r = statistic(counts);
    return r === null ? null : Math.atanh(Math.max(-nearestToOne, Math.min(nearestToOne, r)));
  };
}
