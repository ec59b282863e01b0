import { cellIndex, cells, columns, type Region, rows } from "#/demo/reference-endpoint/grid.ts";
import type { Pixels } from "#/demo/reference-endpoint/pixels.ts";

const steepest = 80;

/**
 * The standard deviation of the noise in every cell, by Immerkær's difference of two Laplacians
 * (J. Immerkær, Fast noise variance estimation, CVIU 1996), edges left out; NaN where nothing is flat enough.
 */
export function measureNoise({ width, height, luma }: Pixels): Float32Array {
  const sums = new Float32Array(cells);
  const counts = new Float32Array(cells);
  const columnOf = cellIndex(width, columns);
  const rowOf = cellIndex(height, rows);
  for (let y = 1; y < height - 1; y += 3) {
    const firstCell = (rowOf[y] ?? 0) * columns;
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const up = at - width;
      const down = at + width;
      const middle = luma[at] ?? 0;
      const north = luma[up] ?? 0;
      const south = luma[down] ?? 0;
      const west = luma[at - 1] ?? 0;
      const east = luma[at + 1] ?? 0;
      if (Math.abs(east - west) + Math.abs(south - north) > steepest || middle > 250 || middle < 4) continue;
      const corners =
        (luma[up - 1] ?? 0) + (luma[up + 1] ?? 0) + (luma[down - 1] ?? 0) + (luma[down + 1] ?? 0);
      const cell = firstCell + (columnOf[x] ?? 0);
      sums[cell] = (sums[cell] ?? 0) + Math.abs(corners - 2 * (north + south + west + east) + 4 * middle);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return sums.map((sum, cell) => {
    const count = counts[cell] ?? 0;
    return count < 30 ? Number.NaN : (Math.sqrt(Math.PI / 2) * sum) / (6 * count);
  });
}

/** The quieter cells of a region speak for it, since texture only adds to the estimate. */
export function noiseOf(noise: Float32Array, region: Region, share = 0.3): number | null {
  const known = Array.from(noise, (sigma, cell) => ({ sigma, weight: region[cell] ?? 0 }))
    .filter(({ sigma, weight }) => weight > 0.35 && !Number.isNaN(sigma))
    .sort((a, b) => a.sigma - b.sigma);
  return known[Math.floor(known.length * share)]?.sigma ?? null;
}
