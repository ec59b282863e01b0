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
  saturation: Float32Array;
  tooBright: Float32Array;
  tooDark: Float32Array;
  /** Chroma per hue bin of 15 degrees, red first. */
  hues: Float32Array;
};

const brightestUsable = 249;
const darkestUsable = 14;

function hueOf(red: number, green: number, blue: number, largest: number, chroma: number): number {
  if (largest === red) return ((green - blue) / chroma + 6) % 6;
  return largest === green ? (blue - red) / chroma + 2 : (red - green) / chroma + 4;
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
    saturation: zeros(),
    tooBright: zeros(),
    tooDark: zeros(),
    hues: new Float32Array(cells * hueBins),
  };
}

function addPixel(
  sums: ColourCells,
  cell: number,
  red: number,
  green: number,
  blue: number,
  luma: number,
): void {
  const add = (values: Float32Array, at: number, amount: number) => {
    values[at] = (values[at] ?? 0) + amount;
  };
  const largest = Math.max(red, green, blue);
  const chroma = largest - Math.min(red, green, blue);
  add(sums.luma, cell, luma);
  add(sums.lumaSquare, cell, luma * luma);
  add(sums.red, cell, red);
  add(sums.green, cell, green);
  add(sums.blue, cell, blue);
  add(sums.chroma, cell, chroma);
  if (largest > 0) add(sums.saturation, cell, chroma / largest);
  if (largest >= brightestUsable && luma > 200) add(sums.tooBright, cell, 1);
  if (luma <= darkestUsable) add(sums.tooDark, cell, 1);
  if (chroma > 12) {
    const bin = Math.floor((hueOf(red, green, blue, largest, chroma) / 6) * hueBins) % hueBins;
    add(sums.hues, cell * hueBins + bin, chroma);
  }
}

/** Colour statistics per cell, from every other pixel of every other row. */
export function measureColours({ width, height, rgb, luma }: Pixels): ColourCells {
  const sums = emptyCells();
  const counts = new Float32Array(cells);
  const columnOf = cellIndex(width, columns);
  const rowOf = cellIndex(height, rows);
  for (let y = 0; y < height; y += 2) {
    const firstCell = (rowOf[y] ?? 0) * columns;
    for (let x = 0; x < width; x += 2) {
      const cell = firstCell + (columnOf[x] ?? 0);
      const pixel = y * width + x;
      counts[cell] = (counts[cell] ?? 0) + 1;
      addPixel(
        sums,
        cell,
        rgb[pixel * 3] ?? 0,
        rgb[pixel * 3 + 1] ?? 0,
        rgb[pixel * 3 + 2] ?? 0,
        luma[pixel] ?? 0,
      );
    }
  }
  for (const values of Object.values(sums)) {
    const perCell = values.length / cells;
    for (let at = 0; at < values.length; at += 1)
      values[at] = (values[at] ?? 0) / Math.max(1, counts[Math.floor(at / perCell)] ?? 1);
  }
  return sums;
}
