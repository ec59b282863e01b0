import type { Aspect } from "#/demo/reference-endpoint/thresholds.ts";

/** Words that name an aspect, and whether more of the word means more (1) or less (0) of the aspect. */
export const aspectWords: readonly (readonly [pattern: RegExp, aspect: Aspect, amount: 0 | 1])[] = [
  [/\bmotion[- ]?blur\w*|\bblurr?\w* (?:due to|by|from) (?:\w+ )?(?:motion|movement)/, "motion", 1],
  [/\bover-?\s?=?expos\w*|\bglare\b|\btoo bright\b|\bblown\b/, "overexposure", 1],
  [/\bunder-?\s?=?expos\w*|\btoo dark\b/, "underexposure", 1],
  [/\bout[- ]?of[- ]?focus\b|\boutoffocus\b|\bdefocus\w*/, "blur", 1],
  [/\bblur\w*|\bunclear\b|\bunsharp\b|\bhaz[ey]\b|\bindistinct\b/, "blur", 1],
  [
    /\bclear\w*|\bclarity\b|\bsharp\w*|\bfocus\w*|\bdetail\w*|\btextures?\b|\bwell-defined\b|\bcrisp\b|\bdefinition\b/,
    "blur",
    0,
  ],
  [/\bnois\w*|\bgrain\w*/, "noise", 1],
  [/\bclean\b/, "noise", 0],
  [/\bcompress\w*|\bartifacts?\b|\bblock\w*|\bpixelat\w*|\bmosaic\b/, "artifacts", 1],
  [/\bcontrast\w*/, "contrast", 1],
  [/\btilt\w*|\bslant\w*|\bcrooked\b|\bskewed\b/, "tilt", 1],
  [/\blevel\b(?=\s*[?.]|$)|\bhorizontal\b|\bstraight\b/, "tilt", 0],
  [/\boff-?cent\w*/, "off-center", 1],
  [/\bcent(?:er|re)(?:ed)?\b|\bmiddle\b/, "off-center", 0],
  [
    /\bsaturat\w*|\bvivid\w*|\bvibran\w*|\bcolou?rful\w*|\brich\b|\bcolou?rs?\b|\bfull\b|\bfresh\b|\blively\b|\bjoyful\b/,
    "saturation",
    1,
  ],
  [/\bdull\b|\bfaded\b|\bmonoton\w*|\bmonochrom\w*|\bpale\b|\bgr[ae]y(?:ish)?\b/, "saturation", 0],
  [/\bbright\w*|\blight(?:ing|ed|s)?\b|\bexpos\w*|\billuminat\w*/, "brightness", 1],
  [/\bdark\w*|\bdim\b|\bgloomy\b|\bdepress\w*|\bsad\b/, "brightness", 0],
  [/\bdistort\w*|\bquality (?:issue|problem)s?\b|\bdegrad\w*/, "defects", 1],
  [/\bquality\b/, "defects", 0],
];

/** Words of an option that say by themselves how much of the aspect there is. */
export const polarWords: Partial<Record<Aspect, readonly (readonly [pattern: RegExp, level: number])[]>> = {
  blur: [
    [/\bunclear|blur|fuzzy|vague|unrecogni|invisible|out of focus|not recogni/, 1],
    [/\bclear|sharp|crisp|in focus|visible|recogni/, 0],
  ],
  motion: [
    [/\bblur/, 1],
    [/\bclear|sharp/, 0],
  ],
  noise: [
    [/\bnois|grain/, 1],
    [/\bclean|clear/, 0],
  ],
  artifacts: [
    [/\bvisible|obvious|block/, 1],
    [/\binvisible|clean|clear/, 0],
  ],
  brightness: [
    [/\bover-?\s?expos|too bright/, 1.25],
    [/\bunder-?\s?expos|too dark|dim/, -0.1],
    [/\bbright|light|sunny/, 1],
    [/\bdark/, 0],
  ],
  saturation: [
    [/\bvivid|vibrant|colou?rful|rich|saturated|full|bright/, 1],
    [/\bdull|faded|monoton|pale|gr[ae]y|desaturated/, 0],
  ],
  contrast: [[/\bflat\b/, 0]],
  tilt: [
    [/\btilt|slant|crooked/, 1],
    [/\blevel|straight|horizontal/, 0],
  ],
  "off-center": [
    [/\boff/, 1],
    [/\bcent/, 0],
  ],
  defects: [[/\bdistorted|noticeable/, 1]],
};

export const negation =
  /\b(?:not|no|none|never|without|free (?:of|from)|hardly|barely|isn't|aren't|doesn't|least|un(?=clear))\b/;
export const halfWords =
  /\b(?:slight\w*|mild\w*|a (?:little|bit)|relatively|moderate\w*|meidum|medium|average|acceptable|fair\w*|normal|somewhat|ordinary|just fine|appropriate|optimal|proper|so-so)\b/;
export const muchWords =
  /\b(?:severe\w*|strong\w*|high\w*|very|heavy|heavily|serious\w*|extreme\w*|a lot|large|much|totally|rich)\b/;
export const littleWords = /\b(?:low\w*|none|no|little|weak\w*|few|minor|minimal|not at all|hardly|free)\b/;
export const goodWords = /\b(?:good|great|excellent|perfect|fine|well|high quality)\b/;
export const badWords = /\b(?:bad|poor|terrible|awful|unacceptable)\b/;

/** The level of an aspect that people call good. */
export const goodLevel: Record<Aspect, number> = {
  blur: 0,
  motion: 0,
  noise: 0,
  overexposure: 0,
  underexposure: 0,
  artifacts: 0,
  brightness: 0.75,
  saturation: 1,
  contrast: 0.8,
  tilt: 0,
  "off-center": 0,
  defects: 0,
};

export const hueNames: readonly (readonly [pattern: RegExp, fromDegrees: number, toDegrees: number])[] = [
  [/\bred\b/, -18, 14],
  [/\borange\b/, 14, 36],
  [/\bbrown\b/, 12, 40],
  [/\b(?:yellow|gold(?:en)?|warm)\b/, 36, 68],
  [/\bgreen\b/, 68, 168],
  [/\bcyan\b/, 165, 195],
  [/\b(?:blue|cool|cold)\b/, 168, 252],
  [/\b(?:purple|violet|magenta)\b/, 252, 318],
  [/\bpink\b/, 300, 345],
];
