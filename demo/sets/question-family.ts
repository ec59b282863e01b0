import { z } from "zod";
import { colourNames } from "#/demo/drawing/colour.ts";
import { type DegradationKind, degradationKinds } from "#/demo/drawing/degradation.ts";
import { lights } from "#/demo/drawing/light.ts";
import type { Treatment } from "#/demo/drawing/picture.ts";
import { placements } from "#/demo/drawing/scene.ts";
import families from "#/demo/sets/question-families.json" with { type: "json" };

/** As a file of LLVisionQA counts them; the demo knows the format, not the engine. */
export const questionTypes = ["yes-or-no", "what", "how"] as const;
export const concerns = ["distortion", "other", "in-context-distortion", "in-context-other"] as const;

/** The lights that do not change the answer; a case may fix its own. */
const freeLights = {
  any: ["day", "day", "sunset", "night"],
  bright: ["day", "day", "sunset"],
  day: ["day"],
} as const;

const slightBlur = treat("blur", 0.03);
const slightNoise = treat("noise", 0.03);
const slightDark = treat("underexposure", 0.12);
const slightBright = treat("overexposure", 0.06);
const slightFade = treat("desaturation", 0.2);

/** Weak extra degradations that leave the answer as it is, by what is asked about. */
const distractions = {
  sharpness: [slightNoise, slightDark, slightBright, slightFade],
  noise: [slightDark, slightBright, slightFade],
  exposure: [slightBlur, slightNoise, slightFade],
  colour: [slightBlur, slightNoise],
  layout: [slightBlur, slightNoise, slightDark, slightBright, slightFade],
  nothing: [],
} as const satisfies Record<string, readonly Treatment[]>;

const parts = ["subject", "backdrop", "far", "not subject"] as const;

const treatment = z
  .tuple([z.enum(degradationKinds), z.number().positive().max(1), z.enum(parts).optional()])
  .transform((words) => treat(...words));

const questionCase = z
  .strictObject({
    answer: z.string(),
    treat: z.array(treatment).default([]),
    light: z.enum(lights).optional(),
    placement: z.enum(placements).optional(),
    tiltDegrees: z.number().optional(),
    colour: z.enum(colourNames).optional(),
  })
  .transform(({ treat: treatments, ...found }) => ({ ...found, treatments }));

/** Texts may hold {subject}, {backdrop} and {far}: the scene's main object and its two surroundings. */
const questionFamily = z
  .strictObject({
    questions: z.tuple([z.string()], z.string()),
    options: z.array(z.string()),
    lights: z.enum(["any", "bright", "day"]).transform((name) => freeLights[name]),
    needs: z.enum(["horizon", "sky"]).optional(),
    beside: z.enum(["sharpness", "noise", "exposure", "colour", "layout", "nothing"]),
    cases: z.array(questionCase),
  })
  .transform(({ beside, ...family }) => ({
    ...family,
    distractions: distractions[beside] as readonly Treatment[],
  }));

export type QuestionCase = z.output<typeof questionCase>;
export type QuestionFamily = z.output<typeof questionFamily>;

export const questionFamilies = z
  .record(z.enum(concerns), z.record(z.enum(questionTypes), z.array(questionFamily)))
  .parse(families);

function treat(kind: DegradationKind, strength: number, where?: (typeof parts)[number]): Treatment {
  if (where === undefined) return { kind, strength };
  return where === "not subject"
    ? { kind, strength, part: "subject", outside: true }
    : { kind, strength, part: where };
}
