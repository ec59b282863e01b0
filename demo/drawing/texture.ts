import { createRandom } from "#/demo/drawing/drawing-random.ts";
import type { Raster } from "#/demo/drawing/raster.ts";

const size = 256;
const octaves = [
  { period: 2, weight: 0.45 },
  { period: 4, weight: 0.35 },
  { period: 16, weight: 0.3 },
] as const;

function weave(): Float32Array {
  const random = createRandom("paper");
  const tile = new Float32Array(size * size);
  for (const { period, weight } of octaves) {
    const cells = size / period;
    const lattice = Float32Array.from({ length: cells * cells }, () => random.between(-weight, weight));
    for (let y = 0; y < size; y += 1) {
      const row = Math.floor(y / period);
      const down = (y % period) / period;
      for (let x = 0; x < size; x += 1) {
        const column = Math.floor(x / period);
        const across = (x % period) / period;
        const at = (dy: number, dx: number) =>
          lattice[((row + dy) % cells) * cells + ((column + dx) % cells)] ?? 0;
        const top = at(0, 0) * (1 - across) + at(0, 1) * across;
        const bottom = at(1, 0) * (1 - across) + at(1, 1) * across;
        tile[y * size + x] = (tile[y * size + x] ?? 0) + top * (1 - down) + bottom * down;
      }
    }
  }
  return tile;
}

const tile = weave();

/** Lays a fine paper texture over the flat colours, so that they carry detail that a blur removes. */
export function applyTexture({ data, width, height }: Raster, amplitude: number, offset: number): void {
  for (let y = 0; y < height; y += 1) {
    const row = ((y + offset) % size) * size;
    for (let x = 0; x < width; x += 1) {
      const grain = (tile[row + ((x + offset * 7) % size)] ?? 0) * amplitude;
      const at = (y * width + x) * 3;
      for (let channel = at; channel < at + 3; channel += 1) {
        const value = (data[channel] ?? 0) * (1 + grain) + grain * 12;
        data[channel] = value > 255 ? 255 : value;
      }
    }
  }
}
