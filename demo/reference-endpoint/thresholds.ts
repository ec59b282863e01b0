/** What a question can be about; each is measured as a level from 0 (none of it) to 1 (a lot of it). */
const aspects = [
  "blur",
  "motion",
  "noise",
  "overexposure",
  "underexposure",
  "artifacts",
  "brightness",
  "saturation",
  "contrast",
  "tilt",
  "off-center",
  "defects",
] as const;
export type Aspect = (typeof aspects)[number];

type Knots = readonly [atNone: number, atHalf: number, atFull: number];

/**
 * The raw measure at which a level is 0, 0.5 and 1, for a whole picture and for one object in it.
 * blur: acuity of edges; motion: acuity across over acuity down; noise: sigma in grey levels; overexposure: share of
 * clipped pixels; underexposure and brightness: mean luma; artifacts: step ratio at block borders; saturation: mean
 * chroma; contrast: standard deviation of luma; tilt: degrees; off-center: distance as a share of the width.
 */
export const thresholds: Record<"whole" | "object", Record<Exclude<Aspect, "defects">, Knots>> = {
  whole: {
    blur: [0.66, 0.44, 0.24],
    motion: [0.8, 0.55, 0.35],
    noise: [1.5, 6, 13],
    overexposure: [0.1, 0.3, 0.6],
    underexposure: [128, 98, 60],
    artifacts: [1.5, 2.2, 3.5],
    brightness: [70, 125, 180],
    saturation: [12, 38, 66],
    contrast: [18, 40, 60],
    tilt: [1, 5, 10],
    "off-center": [0.08, 0.16, 0.28],
  },
  object: {
    blur: [0.62, 0.42, 0.24],
    motion: [0.8, 0.55, 0.35],
    noise: [2, 7, 14],
    overexposure: [0.1, 0.3, 0.6],
    underexposure: [100, 70, 35],
    artifacts: [1.5, 2.2, 3.5],
    brightness: [50, 110, 175],
    saturation: [18, 50, 90],
    contrast: [18, 40, 60],
    tilt: [1, 5, 10],
    "off-center": [0.08, 0.16, 0.28],
  },
};

/** The level from which a yes-or-no question about the aspect is answered with yes. */
export const yesFrom: Record<Aspect, number> = {
  blur: 0.3,
  motion: 0.5,
  noise: 0.3,
  overexposure: 0.35,
  underexposure: 0.4,
  artifacts: 0.3,
  brightness: 0.55,
  saturation: 0.5,
  contrast: 0.5,
  tilt: 0.35,
  "off-center": 0.5,
  defects: 0.35,
};

/** How fast an option loses likelihood with the distance between its level and the measured one. */
export const certainty = 14;
/** How fast an option wins likelihood with what is measured for it, where options compete. */
export const eagerness = 6;
/** What every option starts with where pixels say nothing: the first letters are the more usual answers. */
export const letterPrior: readonly number[] = [0.35, 0.3, 0, -0.6];
