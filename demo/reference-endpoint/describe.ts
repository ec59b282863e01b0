import { locateSubject, middleOf } from "#/demo/reference-endpoint/locate.ts";
import type { Sight } from "#/demo/reference-endpoint/sight.ts";

const grade = (level: number, words: readonly [low: string, middle: string, high: string]) =>
  words[level < 0.3 ? 0 : level < 0.7 ? 1 : 2];

function exposureWords(overexposure: number, underexposure: number): string {
  if (overexposure > 0.4) return "The image is overexposed, with washed-out bright areas.";
  if (underexposure > 0.5) return "The image is underexposed and looks dark.";
  return "The exposure is appropriate.";
}

/** What the measures say of a picture, in sentences. */
export function describe({ look, levels }: Sight, quality: number): string {
  const found = levels(null);
  const { x } = middleOf(locateSubject(look.colours));
  const place =
    Math.abs(x - 0.5) < 0.14
      ? "in the center"
      : x < 0.5
        ? "on the left, off-center"
        : "on the right, off-center";
  return [
    grade(found.blur, [
      "The image is clear, with sharp edges and rich details.",
      "The image is slightly blurry and some details are lost.",
      "The image is very blurry and most details are lost.",
    ]),
    grade(found.noise, ["There is no visible noise.", "There is visible noise.", "There is severe noise."]),
    exposureWords(found.overexposure, found.underexposure),
    grade(found.saturation, [
      "The colors are dull.",
      "The colors are a little faded.",
      "The colors are vivid.",
    ]),
    grade(found.contrast, ["The contrast is low.", "The contrast is moderate.", "The contrast is high."]),
    found.artifacts > 0.35 ? "There are visible compression artifacts." : "",
    grade(found.brightness, [
      "The lighting is dark.",
      "The lighting is moderate.",
      "The lighting is bright.",
    ]),
    `The main subject is ${place} of the frame.`,
    found.tilt > 0.5 ? "The horizon is tilted." : "",
    `The overall quality is ${quality > 0.7 ? "good" : quality > 0.4 ? "fair" : "poor"}.`,
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
