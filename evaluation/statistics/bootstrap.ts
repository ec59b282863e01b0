import type { Interval } from "#/evaluation/statistics/interval.ts";
import { type Random, seededRandom } from "#/evaluation/statistics/random.ts";
import type { ResampledStatistic } from "#/evaluation/statistics/resampled-pearson.ts";

export type BootstrapOptions = { rounds?: number; seed?: number };

/** Items that are resampled among themselves, and what is computed of each resample. */
export type Stratum = { n: number; statistic: ResampledStatistic };

export const bootstrapRounds = 1000;

function drawCounts(counts: Uint16Array, random: Random): void {
  counts.fill(0);
  for (let draw = 0; draw < counts.length; draw++) {
    const item = random.nextBelow(counts.length);
    counts[item] = (counts[item] as number) + 1;
  }
}

/**
 * Returns the values of the statistic in `rounds` resamples with replacement, ascending; with several strata the mean over
 * them, each resampled within itself. Resamples where it is undefined are left out.
 */
export function bootstrapValues(strata: readonly Stratum[], options: BootstrapOptions = {}): Float64Array {
  const rounds = options.rounds ?? bootstrapRounds;
  const random = seededRandom(options.seed ?? 1);
  const counts = strata.map(({ n }) => new Uint16Array(n));
  const values = new Float64Array(rounds);
  let defined = 0;
  for (let round = 0; round < rounds; round++) {
    let sum: number | null = 0;
    for (const [index, { statistic }] of strata.entries()) {
      const drawn = counts[index] as Uint16Array;
      drawCounts(drawn, random);
      const value = statistic(drawn);
      sum = sum === null || value === null ? null : sum + value;
    }
    if (sum !== null) values[defined++] = sum / strata.length;
  }
  return values.subarray(0, defined).sort();
}

/** Returns the 2.5 % and 97.5 % points of ascending values, interpolated (Hyndman and Fan 1996, type 7). */
export function percentileInterval(ascending: Float64Array): Interval {
  const at = (share: number) => {
    const position = share * (ascending.length - 1);
    const below = ascending[Math.floor(position)] ?? Number.NaN;
    const above = ascending[Math.ceil(position)] ?? Number.NaN;
    return below + (above - below) * (position - Math.floor(position));
  };
  return { low: at(0.025), high: at(0.975) };
}

/**
 * Percentile bootstrap interval, 95 % (Efron 1979), 1,000 resamples unless told otherwise. Seeded: the same
 * input gives the same interval. Null where the statistic is undefined in more than half of the resamples.
 */
export function bootstrapInterval(
  strata: readonly Stratum[],
  options: BootstrapOptions = {},
): Interval | null {
  if (strata.length === 0 || strata.some(({ n }) => n === 0)) return null;
  const rounds = options.rounds ?? bootstrapRounds;
  const values = bootstrapValues(strata, options);
  return values.length * 2 < rounds || values.length === 0 ? null : percentileInterval(values);
}
