import { type Random, seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import type { ResampledStatistic } from "#/evaluation/statistics/resampling/resampled-pearson.ts";
import type { ResamplingUnits } from "#/evaluation/statistics/resampling/resampling-units.ts";

export type BootstrapOptions = { rounds?: number; seed?: number };

/** A standard error and the degrees of freedom it is known with. */
export type BootstrapError = { error: number; df: number };

const mostRounds = 1000;
const fewestRounds = 200;
const itemsDrawn = 12_000_000;

/** 1,000 resamples; of more than 12,000 items fewer, down to 200, so that none takes longer than those of 12,000. */
function roundsFor(items: number): number {
  return Math.max(fewestRounds, Math.min(mostRounds, Math.floor(itemsDrawn / Math.max(1, items))));
}

function drawUnits(times: Uint16Array, strata: ResamplingUnits["strata"], random: Random): void {
  times.fill(0);
  for (const { first, count } of strata) {
    for (let draw = 0; draw < count; draw++) {
      const unit = first + random.nextBelow(count);
      times[unit] = (times[unit] as number) + 1;
    }
  }
}

/**
 * Returns the values of the statistic in resamples of the units with replacement (Efron 1979; of groups: Field and Welsh 2007);
 * those where it is undefined are left out. Seeded: the same input gives the same values.
 */
function bootstrapValues(
  { items, units, unitOf, strata }: ResamplingUnits,
  statistic: ResampledStatistic,
  options: BootstrapOptions = {},
): Float64Array {
  const rounds = options.rounds ?? roundsFor(items);
  const random = seededRandom(options.seed ?? 1);
  const times = new Uint16Array(units);
  const counts = unitOf ? new Uint16Array(items) : times;
  const values = new Float64Array(rounds);
  let defined = 0;
  for (let round = 0; round < rounds; round++) {
    drawUnits(times, strata, random);
    if (unitOf) {
      for (let item = 0; item < items; item++) counts[item] = times[unitOf[item] as number] as number;
    }
    const value = statistic(counts);
    if (value !== null) values[defined++] = value;
  }
  return values.subarray(0, defined);
}

/**
 * Standard error by the bootstrap: the standard deviation over the resamples, times √(u/(u−s)) for u units in s strata, which
 * a resample lacks. `df` joins what the units (u−s) and the resamples (their number less 1) leave uncertain of it
 * (Satterthwaite 1946). Null for one unit, where most resamples are undefined, and where all are equal: that they do not
 * vary says nothing of how sure the figure is.
 */
export function bootstrapError(
  sample: ResamplingUnits,
  statistic: ResampledStatistic,
  options: BootstrapOptions = {},
): BootstrapError | null {
  const free = sample.units - sample.strata.length;
  if (free < 1) return null;
  const values = bootstrapValues(sample, statistic, options);
  if (values.length * 2 < (options.rounds ?? roundsFor(sample.items))) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  if (!(spread > 1e-20)) return null;
  const error = Math.sqrt(spread * (sample.units / free));
  return { error, df: 1 / (1 / free + 1 / (values.length - 1)) };
}
