import type { DriftSample } from "#/evaluation/drift/drift-sample.ts";
import { RetriesExhausted } from "#/evaluation/endpoints/decorators/retry.ts";
import type { ChatReply, ChatRequest, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { chooseScenes, drawScene, type NumberScene } from "#/evaluation/probe/number-picture.ts";
import { namesColour, namesNumber, sightRequest } from "#/evaluation/probe/picture-check.ts";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import { drawProbePictures, type ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { askAssessment } from "#/evaluation/tasks/assessment/request/ask-assessment.ts";
import type { RequestProfile } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import type { ScoringModeId } from "#/evaluation/tasks/assessment/scoring-mode.ts";

/** How often each question is asked: the start is what all later repetitions are compared with. */
export const driftRounds = {
  start: { scenes: 3, steady: 8, ratings: 6 },
  later: { scenes: 1, steady: 4, ratings: 2 },
} as const;

const scenes = 4;
const longestName = 80;
const mostNames = 8;
const longestAnswer = 300;
const steadyPrompt = "Describe this picture in one sentence.";
const steadyTokens = 1024;

let drawn: Promise<ProbePictures> | undefined;

type Shown = { scene: NumberScene; picture: ImageInput };

export type DriftCheckOptions = {
  /** Chooses the numbers and colours: the same ones for the same seed. */
  seed: number;
  rounds: { scenes: number; steady: number; ratings: number };
  /** How the run asks for log-probabilities, where it does; else a repeated question stands in. */
  rating: { rung: ScoringModeId; dialect: RequestProfile } | null;
};

/**
 * Asks the drift check questions, all at the same time as far as `ask` lets them. A question that the endpoint refuses or
 * fails is left out. Rejects with RetriesExhausted where the endpoint cannot be used at all, or answered nothing and
 * may do so later; with the signal's reason as `ask` does.
 */
export async function askDriftCheck(
  ask: (request: ChatRequest) => Promise<ChatReply>,
  { seed, rounds, rating }: DriftCheckOptions,
): Promise<DriftSample> {
  const models = new Map<string, number>();
  const report = async (request: ChatRequest) => {
    const reply = await ask(request);
    const name = reply.model?.slice(0, longestName).toWellFormed().replaceAll("\0", "\uFFFD");
    if (name && (models.has(name) || models.size < mostNames)) models.set(name, (models.get(name) ?? 0) + 1);
    return reply;
  };
  const random = seededRandom(seed);
  const chosen = chooseScenes(scenes, () => random.nextUint32() / 2 ** 32);
  const shown = await Promise.all(
    chosen.map(async (scene): Promise<Shown> => ({ scene, picture: await drawScene(scene) })),
  );
  drawn ??= drawProbePictures();
  const pictures = await drawn;
  const rate = async (picture: ImageInput) => {
    if (!rating) return null;
    return (await askAssessment(rating.rung, rating.dialect, [picture], report)).d;
  };
  const times = rating ? rounds.ratings : 0;
  const gathering = new Gathering();
  const [looked, steady, sharp, blurred] = await Promise.all([
    gathering.gather(shown.flatMap((one) => repeat(rounds.scenes, () => look(one, report)))),
    gathering.gather(repeat(rating ? 0 : rounds.steady, () => describe(pictures.sharp, report))),
    gathering.gather(repeat(times, () => rate(pictures.sharp))),
    gathering.gather(repeat(times, () => rate(pictures.blurred))),
  ]);
  gathering.throwIfStopped();
  return {
    models: Object.fromEntries(models),
    sight: {
      answered: looked.length,
      numbers: looked.filter(({ number }) => number).length,
      colours: looked.filter(({ colour }) => colour).length,
    },
    steady,
    ratings: rating && {
      by: JSON.stringify([rating.rung, rating.dialect.words]),
      sharp: sharp.filter((d) => d !== null),
      blurred: blurred.filter((d) => d !== null),
    },
  };
}

function repeat<T>(times: number, ask: () => Promise<T>): Promise<T>[] {
  return Array.from({ length: times }, ask);
}

async function look({ scene, picture }: Shown, ask: (request: ChatRequest) => Promise<ChatReply>) {
  const { text } = await ask(sightRequest(picture));
  return { number: namesNumber(text, scene), colour: namesColour(text, scene) };
}

async function describe(picture: ImageInput, ask: (request: ChatRequest) => Promise<ChatReply>) {
  const request = { images: [picture], prompt: steadyPrompt, maxTokens: steadyTokens, temperature: 0 };
  const { text } = await ask(request);
  return text.replace(/\s+/g, " ").trim().slice(0, longestAnswer).toWellFormed().replaceAll("\0", "\uFFFD");
}

/** Waits for all that is asked, so that no call is left behind, before it says whether something stops the asking. */
class Gathering {
  #asked = 0;
  readonly #failures: unknown[] = [];

  async gather<T>(asking: readonly Promise<T>[]): Promise<T[]> {
    this.#asked += asking.length;
    const settled = await Promise.allSettled(asking);
    return settled.flatMap((one) => {
      if (one.status === "fulfilled") return [one.value];
      this.#failures.push(one.reason);
      return [];
    });
  }

  throwIfStopped(): void {
    const isUnusable = (reason: unknown) => !(reason instanceof RetriesExhausted) || reason.error.stopsRun;
    const isLater = (reason: unknown) => reason instanceof RetriesExhausted && reason.error.retryable;
    const isSilent = this.#failures.length === this.#asked;
    const failure = this.#failures.find(isUnusable) ?? (isSilent && this.#failures.find(isLater));
    if (failure) throw failure;
  }
}
