import type { ChatReply, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Trials } from "#/evaluation/tasks/assessment/decide-scoring-mode.ts";
import type { ProbeCaller } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import type { ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { assessmentRequest } from "#/evaluation/tasks/assessment/request/build-request.ts";
import type { RequestProfile } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import { sampledWord } from "#/evaluation/tasks/assessment/request/sampled-word.ts";
import { parseTextRating } from "#/evaluation/tasks/assessment/text-rating.ts";

export type SamplingObservation = { sampling: Trials; samplesPerCall: number; notes: string[] };
export type RatingObservation = { textRating: Trials; notes: string[] };

const samples = 10;
const fewestSamples = 4;
const randomQuestion = "Write a random number of five digits and nothing else.";

/** One-word answers at temperature 1, several from one call where the server gives them, and whether they vary. */
export async function observeSampling(
  caller: ProbeCaller,
  { soft }: ProbePictures,
  profile: RequestProfile,
): Promise<SamplingObservation> {
  const request = assessmentRequest("S", { ...profile, samplesPerCall: samples }, [soft]);
  const notes: string[] = [];
  const several = await textsOf(caller, request, notes);
  const samplesPerCall = several?.length === samples ? samples : 1;
  const texts = several ?? [];
  const single = { ...request, extra: {} };
  // Two calls are kept back to see whether replies vary at all.
  while (texts.length < fewestSamples && caller.left > 2) {
    const more = await textsOf(caller, single, notes);
    if (more === null) break;
    texts.push(...more);
  }
  const said = texts.map((text) => sampledWord(text, profile.words));
  const inPair = said.filter((word) => word !== null);
  const sampling = { tried: texts.length, seen: inPair.length };
  const varies = new Set(inPair).size > 1 || (inPair.length > 0 && (await repliesVary(caller, single, soft)));
  if (!varies && inPair.length > 0) notes.push("Replies at temperature 1 do not vary.");
  return { sampling: varies ? sampling : { ...sampling, seen: 0 }, samplesPerCall, notes };
}

/** A sure model says one word every time; what it cannot be sure of shows whether the temperature is obeyed. */
async function repliesVary(
  caller: ProbeCaller,
  request: ReturnType<typeof assessmentRequest>,
  picture: ImageInput,
): Promise<boolean> {
  const asked = { ...request, images: [picture], prompt: randomQuestion };
  const [first, second] = [await textsOf(caller, asked, []), await textsOf(caller, asked, [])];
  return first !== null && second !== null && first[0] !== second[0];
}

/** Null where the request was refused or no call is left. */
async function textsOf(
  caller: ProbeCaller,
  request: ReturnType<typeof assessmentRequest>,
  notes: string[],
): Promise<string[] | null> {
  const reply = await caller.ask(request);
  if (reply instanceof EndpointError) notes.push(`Asked for samples: ${reply.message}`);
  return reply === null || reply instanceof EndpointError ? null : textsIn(reply);
}

function textsIn({ text, alternatives }: ChatReply): string[] {
  return [text, ...alternatives.map((other) => other.text)];
}

/** Resolves with the 0–100 question on two pictures. */
export async function observeRating(
  caller: ProbeCaller,
  { sharp, blurred }: ProbePictures,
  profile: RequestProfile,
): Promise<RatingObservation> {
  const seen: RatingObservation = { textRating: { tried: 0, seen: 0 }, notes: [] };
  for (const picture of [sharp, blurred]) {
    const reply = await caller.ask(assessmentRequest("T", profile, [picture]));
    if (reply === null) break;
    seen.textRating.tried += 1;
    if (reply instanceof EndpointError) seen.notes.push(`Asked for a rating: ${reply.message}`);
    else if (parseTextRating(reply.text) !== null) seen.textRating.seen += 1;
  }
  return seen;
}
