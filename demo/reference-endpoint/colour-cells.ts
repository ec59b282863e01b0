import { cellIndex, cells, columns, rows } from "#/demo/reference-endpoint/grid.ts";
import type { Pixels } from "#/demo/reference-endpoint/pixels.ts";

export const hueBins = 24;

/** Means over the pixels of every cell; luma and chroma (largest minus smallest channel) from 0 to 255. */
export type ColourCells = {
  luma: Float32Array;
  lumaSquare: Float32Array;
  red: Float32Array;
  green: Float32Array;
  blue: Float32Array;
  chroma: Float32Array;
  tooBright: Float32Array;
  /** Chroma per hue bin of 15 degrees, red first. */
  hues: Float32Array;
};

const clippedFrom = 249;
const brightFrom = 200;
const colouredFrom = 12;
const stepPx = 2;

function hueBin(red: number, green: number, blue: number, largest: number, chroma: number): number {
  const sixth =
    largest === red
      ? ((green - blue) / chroma + 6) % 6
      : largest === green
        ? (blue - red) / chroma + 2
        : (red - green) / chroma + 4;
  return Math.floor((sixth / 6) * hueBins) % hueBins;
}

function emptyCells(): ColourCells {
  const zeros = () => new Float32Array(cells);
  return {
    luma: zeros(),
    lumaSquare: zeros(),
    red: zeros(),
    green: zeros(),
    blue: zeros(),
    chroma: zeros(),
    tooBright: zeros(),
    hues: new Float32Array(cells * hueBins),
  };
}

function add(values: Float32Array, at: number, amount: number): void {
  values[at] = (values[at] ?? 0) + amount;
}

function addPixel(sums: ColourCells, cell: number, { rgb, luma }: Pixels, pixel: number): void {
  const red = rgb[pixel * 3] ?? 0;
  const green = rgb[pixel * 3 + 1] ?? 0;
  const blue = rgb[pixel * 3 + 2] ?? 0;
  const light = luma[pixel] ?? 0;
  const largest = Math.max(red, green, blue);
  const chroma = largest - Math.min(red, green, blue);
  add(sums.luma, cell, light);
  add(sums.lumaSquare, cell, light * light);
  add(sums.red, cell, red);
  add(sums.green, cell, green);
  add(sums.blue, cell, blue);
  add(sums.chroma, cell, chroma);
  if (largest >= clippedFrom && light > brightFrom) add(sums.tooBright, cell, 1);
  if (chroma > colouredFrom)
    add(sums.hues, cell * hueBins + hueBin(red, green, blue, largest, chroma), chroma);
}

function divideByCounts(sums: ColourCells, counts: Float32Array): void {
  for (const values of Object.values(sums)) {
    const perCell = values.length / cells;
    for (let at = 0; at < values.length; at += 1) {
      values[at] = (values[at] ?? 0) / Math.max(1, counts[Math.floor(at / perCell)] ?? 1);
    }
  }
}

/** Colour statistics per cell, from every other pixel of every other row. */
export function measureColours(pixels: Pixels): ColourCells {
  const sums = emptyCells();
  const counts = new Float32Array(cells);
  const columnOf = cellIndex(pixels.width, columns);
  const rowOf = cellIndex(pixels.height, rows);
  for (let y = 0; y < pixels.height; y += stepPx) {
    const firstCell = (rowOf[y] ?? 0) * columns;
    for (let x = 0; x < pixels.width; x += stepPx) {
      const cell = firstCell + (columnOf[x] ?? 0);
      add(counts, cell, 1);
      addPixel(sums, cell, pixels, y * pixels.width + x);
    }
  }
  divideByCounts(sums, counts);
  return sums;
}
