export const columns = 16;
export const rows = 12;
export const cells = columns * rows;

/** A region of a picture: one weight from 0 to 1 for every cell of a 16 × 12 grid. */
export type Region = Float32Array;

export const wholePicture: Region = new Float32Array(cells).fill(1);

/** For every pixel of a row (or column) of the picture, which of `count` cells it falls in. */
export function cellIndex(length: number, count: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => Math.floor((at * count) / length));
}

export function weightedMean(values: Float32Array, region: Region): number {
  let sum = 0;
  let total = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    sum += (values[cell] ?? 0) * (region[cell] ?? 0);
    total += region[cell] ?? 0;
  }
  return total === 0 ? 0 : sum / total;
}

/** Adds up one histogram of `bins` per cell over a region. */
export function regionHistogram(values: Float32Array, bins: number, region: Region): Float32Array {
  const histogram = new Float32Array(bins);
  for (let cell = 0; cell < cells; cell += 1) {
    const weight = region[cell] ?? 0;
    if (weight === 0) continue;
    for (let bin = 0; bin < bins; bin += 1) {
      histogram[bin] = (histogram[bin] ?? 0) + (values[cell * bins + bin] ?? 0) * weight;
    }
  }
  return histogram;
}
