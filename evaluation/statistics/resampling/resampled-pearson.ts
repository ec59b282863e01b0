import type { Numbers } from "#/evaluation/statistics/numbers.ts";

/** A statistic of a resample in which item i occurs `counts[i]` times; null where it is undefined. */
export type ResampledStatistic = (counts: Uint16Array) => number | null;

/** r from sums over pairs that were centred beforehand; null where one side has no spread. */
export function correlationOfSums(n: number, x: number, y: number, xx: number, yy: number, xy: number) {
  const spreadX = xx - (x * x) / n;
  const spreadY = yy - (y * y) / n;
  if (spreadX <= 1e-12 * xx || spreadY <= 1e-12 * yy) return null;
  return (xy - (x * y) / n) / Math.sqrt(spreadX * spreadY);
}

function centred(values: Numbers): Float64Array {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  const mean = sum / values.length;
  return Float64Array.from(values, (value) => value - mean);
}

/** Pearson's r of any resample of the pairs, in one pass over the items and without copying them. */
export function resampledPearson(x: Numbers, y: Numbers): ResampledStatistic {
  const cx = centred(x);
  const cy = centred(y);
  return (counts) => {
    let n = 0;
    let sx = 0;
    let sy = 0;
    let sxx = 0;
    let syy = 0;
    let sxy = 0;
    for (let index = 0; index < cx.length; index++) {
      const times = counts[index] as number;
      if (times === 0) continue;
      const dx = cx[index] as number;
      const dy = cy[index] as number;
      n += times;
      sx += times * dx;
      sy += times * dy;
      sxx += times * dx * dx;
      syy += times * dy * dy;
      sxy += times * dx * dy;
    }
    return correlationOfSums(n, sx, sy, sxx, syy, sxy);
  };
}
