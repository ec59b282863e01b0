import type { ColourCells } from "#/demo/reference-endpoint/colour-cells.ts";
import { cells, columns, type Region, rows, wholePicture } from "#/demo/reference-endpoint/grid.ts";

const above = /\b(sky|skies|clouds?|ceiling|wall|top|upper)\b/;
const below =
  /\b(sea|ocean|lake|river|water|waves?|grass|lawn|field|meadow|valley|hills?|sand|beach|ground|floor|road|street|table|desk|snow|bottom|lower|foreground)\b/;
const around = /\b(background|backdrop|surroundings?|rest)\b/;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** How far the colour of every cell is from the usual colour of its row: what stands out is a subject. */
function saliency({ red, green, blue }: ColourCells): Float32Array {
  const map = new Float32Array(cells);
  for (let row = 0; row < rows; row += 1) {
    const inRow = (values: Float32Array) => [...values.subarray(row * columns, (row + 1) * columns)];
    const [usualRed, usualGreen, usualBlue] = [median(inRow(red)), median(inRow(green)), median(inRow(blue))];
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const [r, g, b] = [
        (red[cell] ?? 0) - usualRed,
        (green[cell] ?? 0) - usualGreen,
        (blue[cell] ?? 0) - usualBlue,
      ];
      const change = Math.sqrt((r + g + b) ** 2 / 9 + (r - g) ** 2 + (g - b) ** 2);
      const towardsEdge = Math.abs((row + 0.5) / rows - 0.55);
      map[cell] = change * (1 - 0.7 * towardsEdge);
    }
  }
  return map;
}

function neighbours(cell: number): number[] {
  const column = cell % columns;
  const near = [cell - columns, cell + columns];
  if (column > 0) near.push(cell - 1);
  if (column < columns - 1) near.push(cell + 1);
  return near.filter((at) => at >= 0 && at < cells);
}

function grow(map: Float32Array, start: number, least: number, seen: Set<number>): number[] {
  const found: number[] = [];
  const open = [start];
  seen.add(start);
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    found.push(cell);
    for (const near of neighbours(cell)) {
      if (!seen.has(near) && (map[near] ?? 0) >= least) {
        seen.add(near);
        open.push(near);
      }
    }
  }
  return found;
}

/** The connected group of salient cells that stands out most in all. */
export function locateSubject(colours: ColourCells): Region {
  const map = saliency(colours);
  const least = Math.max(12, 0.36 * Math.max(...map));
  const seen = new Set<number>();
  let best: number[] = [];
  let most = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    if (seen.has(cell) || (map[cell] ?? 0) < least) continue;
    const group = grow(map, cell, least, seen);
    const sum = group.reduce((total, member) => total + (map[member] ?? 0), 0);
    if (sum > most) {
      most = sum;
      best = group;
    }
  }
  if (best.length === 0) return wholePicture;
  const region = new Float32Array(cells);
  for (const cell of best) region[cell] = 1;
  return region;
}

function inRows(from: number, to: number): Region {
  return Float32Array.from({ length: cells }, (_, cell) => {
    const row = Math.floor(cell / columns);
    return row >= from && row < to ? 1 : 0;
  });
}

function without(region: Region, subject: Region): Region {
  const left = region.map((weight, cell) => ((subject[cell] ?? 0) > 0 ? 0 : weight));
  return left.some((weight) => weight > 0) ? left : region;
}

/** Where a thing of this name is likely to be: above, below, around, or else whatever stands out. */
export function locate(name: string, colours: ColourCells): Region {
  const subject = locateSubject(colours);
  if (around.test(name)) return without(wholePicture, subject);
  if (above.test(name)) return without(inRows(0, 3), subject);
  if (below.test(name)) return without(inRows(9, rows), subject);
  return subject;
}

/** The middle of a region, as shares of the picture's width and height. */
export function middleOf(region: Region): { x: number; y: number } {
  let [x, y, total] = [0, 0, 0];
  region.forEach((weight, cell) => {
    x += weight * ((cell % columns) + 0.5);
    y += weight * (Math.floor(cell / columns) + 0.5);
    total += weight;
  });
  return { x: x / Math.max(1, total) / columns, y: y / Math.max(1, total) / rows };
}
