import type { Pixels } from "#/demo/reference-endpoint/pixels.ts";

const blockPx = 8;

/**
 * How much larger the steps across the borders of JPEG's 8 × 8 blocks are than those inside of them (1: no larger),
 * in flat places, where a block shows.
 */
export function measureBlockiness({ width, height, luma }: Pixels): number {
  const sums = new Float64Array(blockPx);
  const counts = new Float64Array(blockPx);
  const count = (position: number, step: number) => {
    if (step > 24) return;
    sums[position] = (sums[position] ?? 0) + step;
    counts[position] = (counts[position] ?? 0) + 1;
  };
  for (let y = 4; y < height; y += 4) {
    for (let x = 1; x < width; x += 1) {
      const at = y * width + x;
      count(x % blockPx, Math.abs((luma[at] ?? 0) - (luma[at - 1] ?? 0)));
    }
  }
  for (let y = 1; y < height; y += 1) {
    for (let x = 4; x < width; x += 8) {
      const at = y * width + x;
      count(y % blockPx, Math.abs((luma[at] ?? 0) - (luma[at - width] ?? 0)));
    }
  }
  const means = Array.from(sums, (sum, position) => sum / Math.max(1, counts[position] ?? 1));
  const inside = means.slice(2, 7).reduce((sum, mean) => sum + mean, 0) / 5;
  return ((means[0] ?? 0) + 0.15) / (inside + 0.15);
}
