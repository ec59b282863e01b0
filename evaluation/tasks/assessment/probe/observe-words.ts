import { z } from "zod";
import type { ChatReply, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Trials } from "#/evaluation/tasks/assessment/decide-scoring-mode.ts";
import type { ProbeCaller } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import type { ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { assessmentRequest } from "#/evaluation/tasks/assessment/request/build-request.ts";
import { readWords } from "#/evaluation/tasks/assessment/request/read-words.ts";
import type { RequestProfile } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import { sampledWord } from "#/evaluation/tasks/assessment/request/sampled-word.ts";

type Fields = Record<string, unknown>;
export type FirstTokenObservation = { firstToken: Trials; topK: number };
export type ChoiceObservation = { constrained: Trials; fields: Fields; notes: string[] };

/** Resolves with a one-word answer without prefill on two pictures, stopped at the first without both words. */
export async function observeFirstToken(
  caller: ProbeCaller,
  pictures: ProbePictures,
  profile: RequestProfile,
): Promise<FirstTokenObservation> {
  const seen: FirstTokenObservation = { firstToken: { tried: 0, seen: 0 }, topK: 0 };
  for (const picture of [pictures.sharp, pictures.blurred]) {
    const reply = await caller.ask(assessmentRequest("F", profile, [picture]));
    if (reply === null) break;
    seen.firstToken.tried += 1;
    const list = reply instanceof EndpointError ? [] : (reply.logprobs ?? []);
    if (readWords("F", profile.words, list).outcome === "missing") break;
    seen.firstToken.seen += 1;
    seen.topK = Math.max(seen.topK, list.length);
  }
  return seen;
}

/** Are both words' log-probabilities given when the output may be nothing else? */
export async function observeChoice(
  caller: ProbeCaller,
  pictures: ProbePictures,
  profile: RequestProfile,
): Promise<ChoiceObservation> {
  const seen: ChoiceObservation = { constrained: { tried: 0, seen: 0 }, fields: {}, notes: [] };
  for (const fields of choiceFields(profile)) {
    const works = async (picture: ImageInput) => {
      const request = assessmentRequest("C", { ...profile, choiceFields: fields }, [picture]);
      const reply = await caller.ask(request);
      if (reply === null) return null;
      if (reply instanceof EndpointError) seen.notes.push(`Asked for a choice: ${reply.message}`);
      return !(reply instanceof EndpointError) && isChoice(reply, profile);
    };
    const first = await works(pictures.sharp);
    if (first === null) break;
    if (!first) {
      seen.constrained = { tried: seen.constrained.tried + 1, seen: 0 };
      continue;
    }
    const second = await works(pictures.blurred);
    return { ...seen, fields, constrained: { tried: 2, seen: second ? 2 : 1 } };
  }
  return seen;
}

/** vLLM now and before; SGLang; a JSON schema, which most others know. */
function choiceFields({ words }: RequestProfile): Fields[] {
  return [
    { structured_outputs: { choice: words }, guided_choice: words },
    { regex: `(${words.join("|")})` },
    {
      response_format: {
        type: "json_schema",
        json_schema: { name: "rating", strict: true, schema: schemaOf(words) },
      },
    },
  ];
}

function schemaOf(words: RequestProfile["words"]) {
  const properties = { answer: { type: "string", enum: words } };
  return { type: "object", properties, required: ["answer"], additionalProperties: false };
}

const chosen = z.object({ answer: z.string() });

/** Returns the word itself, or that of the small JSON object. */
function saidWord(text: string): string {
  try {
    return chosen.safeParse(JSON.parse(text)).data?.answer ?? text;
  } catch {
    return text;
  }
}

function isChoice(reply: ChatReply, profile: RequestProfile): boolean {
  const isWord = sampledWord(saidWord(reply.text), profile.words) !== null;
  return isWord && readWords("C", profile.words, reply.logprobs ?? []).outcome !== "missing";
}
