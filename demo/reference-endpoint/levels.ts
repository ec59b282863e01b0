import { type Region, wholePicture } from "#/demo/reference-endpoint/grid.ts";
import { locateSubject, middleOf } from "#/demo/reference-endpoint/locate.ts";
import type { Look } from "#/demo/reference-endpoint/look.ts";
import { type Readings, read } from "#/demo/reference-endpoint/readings.ts";
import { type Aspect, thresholds } from "#/demo/reference-endpoint/thresholds.ts";

export type Levels = Record<Aspect, number>;

function between(value: number, [none, half, full]: readonly [number, number, number]): number {
  const direction = full > none ? 1 : -1;
  if ((value - none) * direction <= 0) return 0;
  if ((value - full) * direction >= 0) return 1;
  return (value - half) * direction < 0
    ? (0.5 * (value - none)) / (half - none)
    : 0.5 + (0.5 * (value - half)) / (full - half);
}

export function levelsOf(look: Look, region: Region, readings: Readings = read(look, region)): Levels {
  const whole = region === wholePicture;
  const knots = thresholds[whole ? "whole" : "object"];
  const middle = middleOf(whole ? locateSubject(look.colours) : region);
  const levels = {
    blur: between(readings.acuity, knots.blur),
    motion: between(readings.acuityAcross / Math.max(0.05, readings.acuityDown), knots.motion),
    noise: between(readings.noiseSigma, knots.noise),
    overexposure: between(readings.tooBrightShare, knots.overexposure),
    underexposure: between(readings.luma, knots.underexposure),
    artifacts: between(look.blockiness, knots.artifacts),
    brightness: between(readings.luma, knots.brightness),
    saturation: between(readings.chroma, knots.saturation),
    contrast: between(readings.contrast, knots.contrast),
    tilt: between(Math.abs(look.tiltDegrees), knots.tilt),
    "off-center": between(Math.abs(middle.x - 0.5), knots["off-center"]),
  };
  const { blur, noise, overexposure, underexposure, artifacts } = levels;
  return { ...levels, defects: Math.max(blur, noise, overexposure, underexposure, artifacts) };
}
