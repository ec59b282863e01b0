import {
  cellIndex,
  cells,
  columns,
  type Region,
  regionHistogram,
  rows,
} from "#/demo/reference-endpoint/grid.ts";
import type { Pixels } from "#/demo/reference-endpoint/pixels.ts";

const acuityBins = 25;
const reach = 5;
const faintestEdge = 26;

/** Per cell, histograms of how steep the edges are: their steepest step as a share of their whole height. */
export type AcuityCells = { across: Float32Array; down: Float32Array };

type Line = { length: number; values: Float32Array; histogram: Float32Array; cellAt: (at: number) => number };

function countEdges({ length, values, histogram, cellAt }: Line, faintest: number): void {
  for (let at = reach; at < length - reach; at += 1) {
    const edge = Math.abs((values[at + reach] ?? 0) - (values[at - reach] ?? 0));
    if (edge < faintest) continue;
    let steepest = 0;
    for (let near = at - reach; near < at + reach; near += 1) {
      const step = Math.abs((values[near + 1] ?? 0) - (values[near] ?? 0));
      if (step > steepest) steepest = step;
    }
    const bin = Math.min(acuityBins - 1, Math.floor((steepest / edge) * acuityBins));
    const index = cellAt(at) * acuityBins + bin;
    histogram[index] = (histogram[index] ?? 0) + 1;
  }
}

/** Three neighbouring lines are averaged first, which halves noise and leaves the edges across them. */
export function measureAcuity({ width, height, luma }: Pixels, noiseSigma: number): AcuityCells {
  const faintest = Math.max(faintestEdge, noiseSigma * 4);
  const across = new Float32Array(cells * acuityBins);
  const down = new Float32Array(cells * acuityBins);
  const columnOf = cellIndex(width, columns);
  const rowOf = cellIndex(height, rows);
  const row = new Float32Array(width);
  for (let y = 1; y < height - 1; y += 3) {
    const base = y * width;
    for (let x = 0; x < width; x += 1) {
      row[x] = ((luma[base - width + x] ?? 0) + (luma[base + x] ?? 0) + (luma[base + width + x] ?? 0)) / 3;
    }
    const first = (rowOf[y] ?? 0) * columns;
    countEdges(
      { length: width, values: row, histogram: across, cellAt: (x) => first + (columnOf[x] ?? 0) },
      faintest,
    );
  }
  const column = new Float32Array(height);
  for (let x = 1; x < width - 1; x += 3) {
    for (let y = 0; y < height; y += 1) {
      const at = y * width + x;
      column[y] = ((luma[at - 1] ?? 0) + (luma[at] ?? 0) + (luma[at + 1] ?? 0)) / 3;
    }
    const cell = columnOf[x] ?? 0;
    countEdges(
      { length: height, values: column, histogram: down, cellAt: (y) => (rowOf[y] ?? 0) * columns + cell },
      faintest,
    );
  }
  return { across, down };
}

/** The acuity that only the sharper 25 % of the region's edges reach, 0 to 1; null where there are hardly any edges. */
export function acuityOf(histograms: Float32Array, region: Region): number | null {
  const histogram = regionHistogram(histograms, acuityBins, region);
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total < 60) return null;
  let above = total * 0.25;
  for (let bin = acuityBins - 1; bin >= 0; bin -= 1) {
    const count = histogram[bin] ?? 0;
    if (above <= count) return (bin + 1 - above / count) / acuityBins;
    above -= count;
  }
  return 0;
}
