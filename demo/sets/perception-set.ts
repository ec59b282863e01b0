import { createRandom, type Random } from "#/demo/drawing/drawing-random.ts";
import type { Treatment } from "#/demo/drawing/picture.ts";
import type { SceneKind } from "#/demo/drawing/scene.ts";
import { sceneKinds } from "#/demo/drawing/scenes.ts";
import { createNamer, type Planned, planPicture } from "#/demo/sets/plan-picture.ts";
import {
  concerns,
  type QuestionCase,
  type QuestionFamily,
  questionFamilies,
  questionTypes,
} from "#/demo/sets/question-family.ts";

/** An item in the official form of LLVisionQA. */
export type PerceptionEntry = {
  type: number;
  concern: number;
  question: string;
  img_path: string;
  candidates: string[];
  correct_ans: string;
};

function fill(text: string, { subject, backdrop: [near, far] }: SceneKind): string {
  const filled = text.replace("{subject}", subject).replace("{backdrop}", near).replace("{far}", far);
  return filled === text || !text.startsWith("{") ? filled : filled.charAt(0).toUpperCase() + filled.slice(1);
}

function suits(kind: SceneKind, needs: QuestionFamily["needs"]): boolean {
  if (needs === "horizon") return kind.hasHorizon;
  if (needs === "sky") return kind.backdrop.includes("sky");
  return true;
}

function nextKind(queue: SceneKind[], needs: QuestionFamily["needs"]): SceneKind {
  const at = queue.findIndex((kind) => suits(kind, needs));
  const [kind] = queue.splice(Math.max(0, at), 1);
  if (kind === undefined) throw new Error("There is no scene left to choose from.");
  queue.push(kind);
  return kind;
}

function vary(treatments: readonly Treatment[], random: Random): Treatment[] {
  return treatments.map((treatment) => ({
    ...treatment,
    strength: Math.min(1, treatment.strength * random.between(0.88, 1.12)),
  }));
}

function chooseOptions({ options }: QuestionFamily, answer: string, random: Random): string[] {
  const wrong = random.shuffle(options.filter((option) => option !== answer));
  return random.shuffle([answer, ...wrong.slice(0, 3)]);
}

function distract({ distractions }: QuestionFamily, random: Random): readonly Treatment[] {
  const [first, ...rest] = distractions;
  return first !== undefined && random.chance(0.4) ? [random.pick([first, ...rest])] : [];
}

function plan(family: QuestionFamily, found: QuestionCase, kind: SceneKind, random: Random, seed: string) {
  const [first, ...rest] = family.questions;
  const treatments = vary([...distract(family, random), ...found.treatments], random);
  const light = found.light ?? random.pick(family.lights);
  const { placement, colour, tiltDegrees } = found;
  return {
    question: fill(random.pick([first, ...rest]), kind),
    candidates: chooseOptions(family, found.answer, random).map((option) => fill(option, kind)),
    correct_ans: fill(found.answer, kind),
    picture: planPicture({ seed, kind, light, treatments, placement, colour, tiltDegrees }, random),
  };
}

/** Twenty questions a cell; the seed chooses scenes, wording, strengths within 12 %, and the options' order. */
export function planPerceptionSet(seed: string): Planned<PerceptionEntry>[] {
  const random = createRandom(`perception/${seed}`);
  const name = createNamer(random);
  const planned: Planned<PerceptionEntry>[] = [];
  questionTypes.forEach((typeName, type) => {
    concerns.forEach((concernName, concern) => {
      const queue = random.shuffle(sceneKinds);
      for (const family of questionFamilies[concernName][typeName]) {
        for (const found of family.cases) {
          const kind = nextKind(queue, family.needs);
          const { picture, ...words } = plan(family, found, kind, random, `${seed}/${planned.length}`);
          planned.push({ entry: { type, concern, img_path: name("", picture.format), ...words }, picture });
        }
      }
    });
  });
  return random.shuffle(planned);
}
