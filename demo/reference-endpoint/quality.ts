import { wholePicture } from "#/demo/reference-endpoint/grid.ts";
import type { Look } from "#/demo/reference-endpoint/look.ts";
import { read } from "#/demo/reference-endpoint/readings.ts";

const rising = (value: number, middle: number, width: number) => 1 / (1 + Math.exp((middle - value) / width));

/** One figure from 0 (worst) to 1: what each fault leaves of the quality, multiplied. */
export function qualityOf(look: Look): number {
  const { acuity, acuityAcross, acuityDown, noiseSigma, luma, contrast, chroma, tooBrightShare } = read(
    look,
    wholePicture,
  );
  const sharpest = Math.min(acuity, 1.25 * Math.min(acuityAcross, acuityDown) + 0.1);
  const faults = [
    0.9 * rising(-sharpest, -0.36, 0.1),
    0.95 * (1 - Math.exp(-Math.max(0, noiseSigma - 0.6) / 8)),
    0.85 * Math.min(1, Math.max(0, tooBrightShare - 0.05)) ** 0.8,
    0.7 * rising(-luma, -62, 14),
    0.6 * rising(-contrast, -23, 4),
    0.6 * rising(look.blockiness, 2.6, 0.45),
    0.4 * rising(-chroma, -20, 6),
  ];
  return faults.reduce((kept, fault) => kept * (1 - fault), 1);
}
