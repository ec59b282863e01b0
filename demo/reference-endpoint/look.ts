import { type AcuityCells, measureAcuity } from "#/demo/reference-endpoint/acuity-cells.ts";
import { measureBlockiness } from "#/demo/reference-endpoint/blockiness.ts";
import { type ColourCells, measureColours } from "#/demo/reference-endpoint/colour-cells.ts";
import { wholePicture } from "#/demo/reference-endpoint/grid.ts";
import { measureTilt } from "#/demo/reference-endpoint/horizon.ts";
import { measureNoise, noiseOf } from "#/demo/reference-endpoint/noise-cells.ts";
import type { Pixels } from "#/demo/reference-endpoint/pixels.ts";

/** Everything that is measured on a picture before a question is asked. */
export type Look = {
  colours: ColourCells;
  noise: Float32Array;
  acuity: AcuityCells;
  blockiness: number;
  tiltDegrees: number;
};

export function lookAt(pixels: Pixels): Look {
  const noise = measureNoise(pixels);
  return {
    colours: measureColours(pixels),
    noise,
    acuity: measureAcuity(pixels, noiseOf(noise, wholePicture) ?? 0),
    blockiness: measureBlockiness(pixels),
    tiltDegrees: measureTilt(pixels),
  };
}
