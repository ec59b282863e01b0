import { z } from "zod";
import type { ChatReply, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { assessmentRequest } from "#/evaluation/tasks/assessment/request/build-request.ts";
import type { Dialect } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import { readWords } from "#/evaluation/tasks/assessment/request/read-words.ts";
import { sampledWord } from "#/evaluation/tasks/assessment/request/sampled-word.ts";
import type { Trials } from "#/evaluation/tasks/assessment/decide-scoring-mode.ts";
import type { ProbeCaller } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import type { ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";

type Fields = Record<string, unknown>;
export type FirstTokenObservation = { firstToken: Trials; topK: number };
export type ChoiceObservation = { constrained: Trials; fields: Fields; notes: string[] };

/** A one-word answer without prefill on two pictures, stopped at the first without both words. */
export async function observeFirstToken(
  caller: ProbeCaller,
  pictures: ProbePictures,
  dialect: Dialect,
): Promise<FirstTokenObservation> {
  const seen: FirstTokenObservation = { firstToken: { tried: 0, seen: 0 }, topK: 0 };
  for (const picture of [pictures.sharp, pictures.blurred]) {
    const reply = await caller.ask(assessmentRequest("F", dialect, [picture]));
    if (reply === null) break;
    seen.firstToken.tried += 1;
    const list = reply instanceof EndpointError ? [] : (reply.logprobs ?? []);
    if (readWords("F", dialect.words, list).outcome === "missing") break;
    seen.firstToken.seen += 1;
    seen.topK = Math.max(seen.topK, list.length);
  }
  return seen;
}

/** Are both words' log-probabilities given when the output may be nothing else? */
export async function observeChoice(
  caller: ProbeCaller,
  pictures: ProbePictures,
  dialect: Dialect,
): Promise<ChoiceObservation> {
  const seen: ChoiceObservation = { constrained: { tried: 0, seen: 0 }, fields: {}, notes: [] };
  for (const fields of choiceFields(dialect)) {
    const works = async (picture: ImageInput) => {
      const request = assessmentRequest("C", { ...dialect, choiceFields: fields }, [picture]);
      const reply = await caller.ask(request);
      if (reply === null) return null;
      if (reply instanceof EndpointError) seen.notes.push(`Asked for a choice: ${reply.message}`);
      return !(reply instanceof EndpointError) && isChoice(reply, dialect);
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
function choiceFields({ words }: Dialect): Fields[] {
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

function schemaOf(words: Dialect["words"]) {
  const properties = { answer: { type: "string", enum: words } };
  return { type: "object", properties, required: ["answer"], additionalProperties: false };
}

const chosen = z.object({ answer: z.string() });

/** The word itself, or that of the small JSON object. */
function saidWord(text: string): string {
  try {
    return chosen.safeParse(JSON.parse(text)).data?.answer ?? text;
  } catch {
    return text;
  }
}

function isChoice(reply: ChatReply, dialect: Dialect): boolean {
  const isWord = sampledWord(saidWord(reply.text), dialect.words) !== null;
  return isWord && readWords("C", dialect.words, reply.logprobs ?? []).outcome !== "missing";
}
