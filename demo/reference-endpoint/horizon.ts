import { cellIndex, cells, columns, rows } from "#/demo/reference-endpoint/grid.ts";
import type { Pixels } from "#/demo/reference-endpoint/pixels.ts";

const widestDegrees = 22;
const binsPerDegree = 2;
const faintest = 24;

type Tensor = { xx: Float64Array; xy: Float64Array; yy: Float64Array };

function structureTensor({ width, height, luma }: Pixels): Tensor {
  const tensor: Tensor = {
    xx: new Float64Array(cells),
    xy: new Float64Array(cells),
    yy: new Float64Array(cells),
  };
  const columnOf = cellIndex(width, columns);
  const rowOf = cellIndex(height, rows);
  const at = (x: number, y: number) => luma[y * width + x] ?? 0;
  for (let y = 2; y < height - 2; y += 2) {
    for (let x = 2; x < width - 2; x += 2) {
      const dx = at(x + 2, y) - at(x - 2, y);
      const dy = at(x, y + 2) - at(x, y - 2);
      if (Math.abs(dy) < faintest && Math.abs(dx) < faintest) continue;
      const cell = (rowOf[y] ?? 0) * columns + (columnOf[x] ?? 0);
      tensor.xx[cell] = (tensor.xx[cell] ?? 0) + dx * dx;
      tensor.xy[cell] = (tensor.xy[cell] ?? 0) + dx * dy;
      tensor.yy[cell] = (tensor.yy[cell] ?? 0) + dy * dy;
    }
  }
  return tensor;
}

/** The tilt in degrees (clockwise positive) that most of the nearly level structures share, cell by cell. */
export function measureTilt(pixels: Pixels): number {
  const { xx, xy, yy } = structureTensor(pixels);
  const bins = new Float64Array(2 * widestDegrees * binsPerDegree + 1);
  for (let cell = 0; cell < cells; cell += 1) {
    const [a, b, c] = [xx[cell] ?? 0, xy[cell] ?? 0, yy[cell] ?? 0];
    const energy = a + c;
    const coherence = energy === 0 ? 0 : Math.hypot(a - c, 2 * b) / energy;
    const degrees = (Math.atan2(-2 * b, c - a) * 90) / Math.PI;
    if (coherence < 0.5 || Math.abs(degrees) > widestDegrees) continue;
    const bin = Math.round((degrees + widestDegrees) * binsPerDegree);
    bins[bin] = (bins[bin] ?? 0) + Math.sqrt(energy) * coherence ** 2;
  }
  let best = widestDegrees * binsPerDegree;
  let most = 0;
  for (let bin = 2; bin < bins.length - 2; bin += 1) {
    const sum = bins.subarray(bin - 2, bin + 3).reduce((total, weight) => total + weight, 0);
    if (sum > most) {
      most = sum;
      best = bin;
    }
  }
  return best / binsPerDegree - widestDegrees;
}
