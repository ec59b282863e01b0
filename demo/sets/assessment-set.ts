import type { DegradationKind } from "#/demo/drawing/degradation.ts";
import { createRandom, type Random } from "#/demo/drawing/drawing-random.ts";
import { lights } from "#/demo/drawing/light.ts";
import type { Treatment } from "#/demo/drawing/picture.ts";
import { sceneKinds } from "#/demo/drawing/scenes.ts";
import { createNamer, type Planned, planPicture } from "#/demo/sets/plan-picture.ts";

/** An item in the form of the quality databases: a mean opinion score from 0 to 100. */
export type AssessmentEntry = { img_path: string; gt_score: number };

const subsets = ["blur", "noise", "mixed"] as const;
const scenesInSubset = 20;
const levels = [0, 0.06, 0.15, 0.3, 0.55, 0.9] as const;
const observerSpread = 4;

/** How much of the score a full-strength degradation takes away. */
const harm: Record<
  | "blur"
  | "motion-blur"
  | "noise"
  | "compression"
  | "underexposure"
  | "overexposure"
  | "low-contrast"
  | "desaturation",
  number
> = {
  blur: 0.92,
  "motion-blur": 0.9,
  noise: 0.9,
  compression: 0.85,
  underexposure: 0.85,
  overexposure: 0.85,
  "low-contrast": 0.75,
  desaturation: 0.45,
};
type HarmfulKind = keyof typeof harm & DegradationKind;

const mixtures: readonly [readonly HarmfulKind[], ...(readonly HarmfulKind[])[]] = [
  ["compression"],
  ["underexposure", "noise"],
  ["overexposure"],
  ["low-contrast", "blur"],
  ["desaturation", "blur"],
  ["noise", "compression"],
  ["underexposure"],
];

function chooseKinds(subset: (typeof subsets)[number], random: Random): readonly HarmfulKind[] {
  if (subset === "noise") return ["noise"];
  if (subset === "blur") return random.chance(0.25) ? ["motion-blur"] : ["blur"];
  return random.pick(mixtures);
}

/**
 * The score by construction: 88 for an untouched picture, each degradation takes its share (which grows with the
 * root of its strength), then a fixed spread of 4 points stands for the disagreement of observers.
 */
function score(kinds: readonly HarmfulKind[], strength: number, random: Random): number {
  const kept = kinds.reduce(
    (share, kind) => share * (1 - (harm[kind] / Math.sqrt(kinds.length)) * Math.sqrt(strength)),
    1,
  );
  const opinion = 6 + 82 * kept + observerSpread * random.normal();
  return Math.round(Math.min(100, Math.max(0, opinion)) * 100) / 100;
}

export function planAssessmentSet(seed: string): Planned<AssessmentEntry>[] {
  const random = createRandom(`assessment/${seed}`);
  const name = createNamer(random);
  const planned: Planned<AssessmentEntry>[] = [];
  for (const subset of subsets) {
    for (let scene = 0; scene < scenesInSubset; scene += 1) {
      const kind = sceneKinds[scene % sceneKinds.length] ?? sceneKinds[0];
      const light = random.pick(lights);
      for (const level of levels) {
        const kinds = chooseKinds(subset, random);
        const strength = level * random.between(0.9, 1.1);
        const treatments: Treatment[] =
          level === 0
            ? []
            : kinds.map((found) => ({ kind: found, strength: strength / Math.sqrt(kinds.length) }));
        const picture = planPicture({ seed: `${seed}/${subset}/${scene}`, kind, light, treatments }, random);
        const entry = {
          img_path: name(`${subset}_`, picture.format),
          gt_score: score(kinds, strength, random),
        };
        planned.push({ entry, picture });
      }
    }
  }
  return random.shuffle(planned);
}
