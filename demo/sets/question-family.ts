import type { ColourName } from "#/demo/drawing/colour.ts";
import type { DegradationKind } from "#/demo/drawing/degradation.ts";
import type { LightName } from "#/demo/drawing/light.ts";
import type { Treatment } from "#/demo/drawing/picture.ts";
import type { Placement } from "#/demo/drawing/scene.ts";

/** Texts may hold {subject}, {backdrop} and {far}: the scene's main object and its two surroundings. */
export type QuestionCase = {
  answer: string;
  treatments: readonly Treatment[];
  light?: LightName;
  placement?: Placement;
  tiltDegrees?: number;
  colour?: ColourName;
};

export type QuestionFamily = {
  questions: readonly [string, ...string[]];
  options: readonly string[];
  /** The lights that do not change the answer; a case may fix its own. */
  lights: readonly [LightName, ...LightName[]];
  needs?: "horizon" | "sky" | "compact";
  /** Weak extra degradations that leave the answer as it is. */
  distractions: readonly Treatment[];
  cases: readonly QuestionCase[];
};

/** As a file of LLVisionQA counts them; the demo knows the format, not the engine. */
export const questionTypes = ["yes-or-no", "what", "how"] as const;
type QuestionType = (typeof questionTypes)[number];

export type FamilyTable = Record<QuestionType, readonly QuestionFamily[]>;

export function treat(kind: DegradationKind, strength: number, where?: string): Treatment {
  if (where === undefined) return { kind, strength };
  return where.startsWith("not ")
    ? { kind, strength, part: where.slice(4), outside: true }
    : { kind, strength, part: where };
}

export function when(answer: string, ...treatments: readonly Treatment[]): QuestionCase {
  return { answer, treatments };
}

export const anyLight = ["day", "day", "sunset", "night"] as const;
export const brightLight = ["day", "day", "sunset"] as const;
export const dayLight = ["day"] as const;

const slightBlur = treat("blur", 0.03);
const slightNoise = treat("noise", 0.03);
const slightDark = treat("underexposure", 0.12);
const slightBright = treat("overexposure", 0.06);
const slightFade = treat("desaturation", 0.2);

export const beside = {
  sharpness: [slightNoise, slightDark, slightBright, slightFade],
  noise: [slightDark, slightBright, slightFade],
  exposure: [slightBlur, slightNoise, slightFade],
  colour: [slightBlur, slightNoise],
  layout: [slightBlur, slightNoise, slightDark, slightBright, slightFade],
  nothing: [],
} as const satisfies Record<string, readonly Treatment[]>;
