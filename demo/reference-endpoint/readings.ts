import { acuityOf } from "#/demo/reference-endpoint/acuity-cells.ts";
import { hueBins } from "#/demo/reference-endpoint/colour-cells.ts";
import { type Region, regionHistogram, weightedMean, wholePicture } from "#/demo/reference-endpoint/grid.ts";
import type { Look } from "#/demo/reference-endpoint/look.ts";
import { noiseOf } from "#/demo/reference-endpoint/noise-cells.ts";

/** Raw measures of one region, in the units that `thresholds.ts` speaks of. */
export type Readings = {
  acuity: number;
  acuityAcross: number;
  acuityDown: number;
  noiseSigma: number;
  luma: number;
  contrast: number;
  chroma: number;
  tooBrightShare: number;
  hues: Float32Array;
};

export function read({ colours, noise, acuity }: Look, region: Region): Readings {
  const edges = (histograms: Float32Array) =>
    acuityOf(histograms, region) ?? acuityOf(histograms, wholePicture) ?? 0.3;
  const both = acuity.across.map((count, at) => count + (acuity.down[at] ?? 0));
  const luma = weightedMean(colours.luma, region);
  return {
    acuity: edges(both),
    acuityAcross: edges(acuity.across),
    acuityDown: edges(acuity.down),
    noiseSigma: noiseOf(noise, region) ?? noiseOf(noise, wholePicture) ?? 0,
    luma,
    contrast: Math.sqrt(Math.max(0, weightedMean(colours.lumaSquare, region) - luma ** 2)),
    chroma: weightedMean(colours.chroma, region),
    tooBrightShare: weightedMean(colours.tooBright, region),
    hues: regionHistogram(colours.hues, hueBins, region),
  };
}
