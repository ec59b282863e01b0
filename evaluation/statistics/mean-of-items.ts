import { constantInterval } from "#/evaluation/statistics/exact-bounds.ts";
import { type Interval, z95 } from "#/evaluation/statistics/interval.ts";
import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import { bootstrapError } from "#/evaluation/statistics/resampling/bootstrap.ts";
import type { ResampledStatistic } from "#/evaluation/statistics/resampling/resampled-pearson.ts";
import { type GroupNames, resamplingUnits } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { studentPoint } from "#/evaluation/statistics/student.ts";
import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";

/** The mean of any resample of the values. */
export function resampledMean(values: Numbers): ResampledStatistic {
  return (counts) => {
    let n = 0;
    let sum = 0;
    for (let index = 0; index < counts.length; index++) {
      n += counts[index] as number;
      sum += (counts[index] as number) * (values[index] as number);
    }
    return n === 0 ? null : sum / n;
  };
}

/**
 * 95 % interval of the mean of values between `least` and `most`: ± Student's t times the bootstrap's standard error over
 * items or their groups; an exact bound where all are equal. Null for one unit.
 */
export function meanOfItemsInterval(
  values: Numbers,
  least: number,
  most: number,
  groups: GroupNames | null = null,
): Interval | null {
  const sample = resamplingUnits([values.length], groups);
  if (sample.units < 2) return null;
  const mean = meanOf(values);
  if (isConstant(values)) return constantInterval(mean, least, most, sample.units);
  const found = bootstrapError(sample, resampledMean(values));
  if (!found) return null;
  const half = studentPoint(found.df) * found.error;
  return { low: Math.max(least, mean - half), high: Math.min(most, mean + half) };
}

/**
 * 95 % interval of a share, the mean of values in 0–1 over items that may be in groups: Wilson's with the number of
 * independent trials that the spread between groups tells, n* = p(1−p)/s² (Korn and Graubard 1998), never more than
 * `trials`, and scaled down by (1.96/t)² for few groups. Exact where all are equal. Null for one unit.
 */
export function clusteredShareInterval(
  values: Numbers,
  trials: number,
  groups: GroupNames | null = null,
): Interval | null {
  const { units, unitOf } = resamplingUnits([values.length], groups);
  if (units < 2) return null;
  const n = values.length;
  const share = meanOf(values);
  if (isConstant(values)) return constantInterval(share, 0, 1, units);
  const sums = new Float64Array(units);
  for (let item = 0; item < n; item++) {
    const unit = unitOf ? (unitOf[item] as number) : item;
    sums[unit] = (sums[unit] as number) + ((values[item] as number) - share);
  }
  const squares = sums.reduce((sum, one) => sum + one * one, 0);
  const variance = (squares / (n * n)) * (units / (units - 1));
  const independent = Math.min(trials, variance > 0 ? (share * (1 - share)) / variance : trials);
  const effective = independent * (z95 / studentPoint(units - 1)) ** 2;
  return wilsonInterval(share * effective, effective);
}

function meanOf(values: Numbers): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum / values.length;
}

function isConstant(values: Numbers): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== values[0]) return false;
  return true;
}
