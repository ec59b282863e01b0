import type { DegradationKind } from "#/demo/drawing/degradation.ts";
import { createRandom, type Random } from "#/demo/drawing/drawing-random.ts";
import { type LightName, lights } from "#/demo/drawing/light.ts";
import type { Treatment } from "#/demo/drawing/picture.ts";
import { type Placement, placements, type SceneKind } from "#/demo/drawing/scene.ts";
import { sceneKinds } from "#/demo/drawing/scenes.ts";
import { createNamer, type Planned, planPicture } from "#/demo/sets/plan-picture.ts";

/** An item in the form of LLDescribe. */
export type DescriptionEntry = { img_path: string; description: string };

const itemsInSet = 66;

const mainFaults: readonly (readonly DegradationKind[])[] = [
  [],
  ["blur"],
  ["noise"],
  ["overexposure"],
  ["underexposure"],
  ["desaturation"],
  ["low-contrast"],
  ["compression"],
  ["blur", "noise"],
  ["noise", "underexposure"],
  ["blur", "desaturation"],
];

type Truth = {
  kind: SceneKind;
  light: LightName;
  placement: Placement;
  faults: Map<DegradationKind, number>;
};

const gradeOf = (
  strength: number | undefined,
  words: readonly [none: string, some: string, strong: string],
) => (strength === undefined ? words[0] : strength < 0.45 ? words[1] : words[2]);

const lightWords: Record<LightName, string> = {
  day: "The picture is taken in bright daylight.",
  sunset: "The lighting is the warm light of a sunset.",
  night: "It is a night scene and the lighting is dark.",
};

const placementWords: Record<Placement, string> = {
  left: "on the left of the frame, off-center",
  center: "in the center of the frame",
  right: "on the right of the frame, off-center",
};

function exposureWords({ faults }: Truth): string {
  if (faults.has("overexposure")) return "The image is overexposed and bright areas lose their details.";
  if (faults.has("underexposure")) return "The image is underexposed and looks dark.";
  return "The exposure is appropriate.";
}

function describe(truth: Truth): string {
  const { kind, light, placement, faults } = truth;
  const sentences = [
    `The image shows ${kind.title}.`,
    gradeOf(faults.get("blur"), [
      "The image is clear, with sharp edges and rich details.",
      "The image is slightly blurry and fine details are lost.",
      "The image is very blurry and most details are lost.",
    ]),
    gradeOf(faults.get("noise"), [
      "There is no noise.",
      "There is visible noise.",
      "There is severe noise all over the image.",
    ]),
    exposureWords(truth),
    gradeOf(faults.get("desaturation"), [
      "The colors are vivid.",
      "The colors are a little faded.",
      "The colors are dull.",
    ]),
    faults.has("low-contrast") ? "The contrast is low." : "",
    faults.has("compression") ? "There are visible compression artifacts." : "",
    lightWords[light],
    `The ${kind.subject} is placed ${placementWords[placement]}.`,
    `The overall quality is ${["good", "fair", "poor"][Math.min(2, faults.size)] ?? "poor"}.`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function chooseFaults(index: number, random: Random): Map<DegradationKind, number> {
  const kinds = mainFaults[index % mainFaults.length] ?? [];
  return new Map(
    kinds.map((kind) => [kind, random.pick([random.between(0.25, 0.4), random.between(0.5, 0.8)])]),
  );
}

export function planDescriptionSet(seed: string): Planned<DescriptionEntry>[] {
  const random = createRandom(`description/${seed}`);
  const name = createNamer(random);
  const planned = Array.from({ length: itemsInSet }, (_, index) => {
    const kind = sceneKinds[index % sceneKinds.length] ?? sceneKinds[0];
    const faults = chooseFaults(index, random);
    const exposed = faults.has("overexposure") || faults.has("underexposure") || faults.has("desaturation");
    const light: LightName = exposed ? "day" : random.pick(lights);
    const placement = random.pick(placements);
    const treatments: Treatment[] = [...faults].map(([fault, strength]) => ({ kind: fault, strength }));
    const picture = planPicture({ seed: `${seed}/${index}`, kind, light, placement, treatments }, random);
    const description = describe({ kind, light, placement, faults });
    return { entry: { img_path: name("", picture.format), description }, picture };
  });
  return random.shuffle(planned);
}
