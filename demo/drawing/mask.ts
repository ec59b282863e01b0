import type { Raster } from "#/demo/drawing/raster.ts";
import type { Box } from "#/demo/drawing/scene.ts";

const shortestFeatherPx = 38;

/** Cubed distances from the box's middle, 1 at its edge; a box as long as the picture has no edge. */
function profile(length: number, from: number, extent: number, featherPx: number): Float32Array {
  const half = extent / 2 + featherPx;
  const middle = from + extent / 2;
  return Float32Array.from({ length }, (_, at) =>
    extent >= length ? 0 : (Math.abs(at - middle) / half) ** 3,
  );
}

function softStep(inner: number, outer: number): number {
  if (inner <= 1) return 1;
  if (outer >= 1) return 0;
  const share = (1 - outer) / (1 - outer + inner - 1);
  return share * share * (3 - 2 * share);
}

/** Takes `changed` inside the box (or, inverted, outside of it) and `original` elsewhere, with soft edges. */
export function blend(original: Raster, changed: Raster, box: Box, inverted: boolean): Raster {
  const { width, height } = original;
  const featherPx = Math.max(shortestFeatherPx, Math.min(box.width, box.height) * 0.18);
  const innerColumns = profile(width, box.x, box.width, 0);
  const outerColumns = profile(width, box.x, box.width, featherPx);
  const innerRows = profile(height, box.y, box.height, 0);
  const outerRows = profile(height, box.y, box.height, featherPx);
  const data = new Uint8Array(original.data.length);
  for (let y = 0; y < height; y += 1) {
    const innerRow = innerRows[y] ?? 0;
    const outerRow = outerRows[y] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const inside = softStep(innerRow + (innerColumns[x] ?? 0), outerRow + (outerColumns[x] ?? 0));
      const share = inverted ? 1 - inside : inside;
      const at = (y * width + x) * 3;
      for (let channel = at; channel < at + 3; channel += 1) {
        const from = original.data[channel] ?? 0;
        data[channel] = from + ((changed.data[channel] ?? 0) - from) * share + 0.5;
      }
    }
  }
  return { ...original, data };
}
