import type { ChatReply, ChatRequest, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/endpoint-error.ts";
import { readWords } from "#/evaluation/tasks/assessment/asking/read-words.ts";
import type { Trials } from "#/evaluation/tasks/assessment/decide-rung.ts";
import {
  continuesPrefill,
  type Prefill,
  prefills,
} from "#/evaluation/tasks/assessment/probe/continues-prefill.ts";
import type { PlainObservation } from "#/evaluation/tasks/assessment/probe/observe-plain.ts";
import type { ProbeCaller } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import type { ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { assessmentPrompt } from "#/evaluation/tasks/assessment/prompt.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/protocol.ts";

export type PrefillObservation = {
  prefill: Trials;
  listedWords: Trials;
  topK: number;
  fields: Record<string, unknown>;
  /** The top list of the untouched picture after the official start. */
  list: ChatReply["logprobs"];
  notes: string[];
};

type Fields = Record<string, unknown>;

/** Five prefilled turns on two pictures, stopped at the first that is not continued. */
export async function observePrefill(
  caller: ProbeCaller,
  pictures: ProbePictures,
  words: WordPair,
  plain: PlainObservation,
): Promise<PrefillObservation> {
  const seen: PrefillObservation = {
    prefill: { tried: 0, seen: 0 },
    listedWords: { tried: 0, seen: 0 },
    topK: 0,
    fields: {},
    list: null,
    notes: [],
  };
  const [official, ...cut] = prefills;
  const trials: [Prefill, ImageInput][] = [
    [official, pictures.sharp],
    [official, pictures.blurred],
    ...cut.map((prefill): [Prefill, ImageInput] => [prefill, pictures.sharp]),
  ];
  for (const [prefill, picture] of trials) {
    const reply = await askPrefilled(caller, request(picture, prefill.text, plain.asked), seen);
    if (reply === null) break;
    seen.prefill.tried += 1;
    if (!continuesPrefill(reply, prefill, plain.text)) {
      seen.notes.push(`After “${prefill.text}” the reply began with “${reply.text.slice(0, 40)}”.`);
      break;
    }
    seen.prefill.seen += 1;
    if (prefill === official) note(seen, words, reply, picture === pictures.sharp);
  }
  return seen;
}

function note(seen: PrefillObservation, words: WordPair, reply: ChatReply, isFirst: boolean): void {
  const list = reply.logprobs ?? [];
  seen.topK = Math.max(seen.topK, list.length);
  seen.listedWords.tried += 1;
  if (readWords("P", words, list).outcome !== "missing") seen.listedWords.seen += 1;
  if (isFirst) seen.list = reply.logprobs;
}

function request(picture: ImageInput, assistantPrefix: string, topLogprobs: number): ChatRequest {
  const { user } = assessmentPrompt("P", ["", ""]);
  return { images: [picture], prompt: user, assistantPrefix, maxTokens: 4, temperature: 0, topLogprobs };
}

/** The first call finds out which fields the server takes; a refusal of all of them is one failed trial. */
async function askPrefilled(
  caller: ProbeCaller,
  asked: ChatRequest,
  seen: PrefillObservation,
): Promise<ChatReply | null> {
  const reply = await caller.ask({ ...asked, extra: seen.fields });
  if (!(reply instanceof EndpointError)) return reply;
  seen.notes.push(`Asked to continue a begun answer: ${reply.message}`);
  if (seen.prefill.tried === 0) {
    const fields = otherFields(reply);
    const again = await caller.ask({ ...asked, extra: fields });
    if (again !== null && !(again instanceof EndpointError)) {
      seen.fields = fields;
      return again;
    }
  }
  seen.prefill.tried += 1;
  return null;
}

/** llama.cpp continues by itself unless it is to think; other servers may know neither field. */
function otherFields({ message }: EndpointError): Fields {
  return /enable_thinking/.test(message)
    ? { chat_template_kwargs: { enable_thinking: false } }
    : { continue_final_message: null, add_generation_prompt: null };
}
