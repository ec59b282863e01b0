import type { ChatReply, ChatRequest, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { assessmentPrompt } from "#/evaluation/tasks/assessment/assessment-prompt.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import type { Trials } from "#/evaluation/tasks/assessment/decide-scoring-mode.ts";
import {
  continuesPrefill,
  type Prefill,
  prefills,
} from "#/evaluation/tasks/assessment/probe/continues-prefill.ts";
import type { PlainObservation } from "#/evaluation/tasks/assessment/probe/observe-plain.ts";
import type { ProbeCaller } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import type { ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { readWords } from "#/evaluation/tasks/assessment/request/read-words.ts";

export type PrefillObservation = {
  prefill: Trials;
  listedWords: Trials;
  topK: number;
  /** Alternatives to ask for from now on. */
  asked: number;
  fields: Fields;
  turnFields: Fields;
  /** The top list of the untouched picture after the official start. */
  list: ChatReply["logprobs"];
  notes: string[];
};

type Fields = Record<string, unknown>;

const manyAlternatives = 500;

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
    asked: plain.asked,
    fields: {},
    turnFields: {},
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
    const continues = (one: ChatReply) => continuesPrefill(one, prefill, plain.text);
    const reply = await askPrefilled(caller, request(picture, prefill.text, plain), seen, continues);
    if (reply === null) break;
    seen.prefill.tried += 1;
    if (!continues(reply)) {
      seen.notes.push(`After “${prefill.text}” the reply began with “${reply.text.slice(0, 40)}”.`);
      break;
    }
    seen.prefill.seen += 1;
    if (prefill !== official) continue;
    const wide =
      seen.listedWords.tried === 0 ? await widerList(caller, plain, seen, words, reply, picture) : null;
    note(seen, words, wide ?? reply, picture === pictures.sharp);
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

function request(
  picture: ImageInput,
  assistantPrefix: string,
  { asked: topLogprobs, fields: extra }: PlainObservation,
): ChatRequest {
  const { user } = assessmentPrompt("P", ["", ""]);
  return {
    images: [picture],
    prompt: user,
    assistantPrefix,
    maxTokens: 4,
    temperature: 0,
    topLogprobs,
    extra,
  };
}

/** Returns the same with what was found out so far. */
function asFound(
  asked: ChatRequest,
  { fields, turnFields, asked: topLogprobs }: PrefillObservation,
): ChatRequest {
  return { ...asked, topLogprobs, turnFields, extra: { ...asked.extra, ...fields } };
}

/**
 * llama.cpp lists as many alternatives as one asks for; others refuse. Null unless a much longer list has both words
 * where the usual one has not.
 */
async function widerList(
  caller: ProbeCaller,
  plain: PlainObservation,
  seen: PrefillObservation,
  words: WordPair,
  reply: ChatReply,
  picture: ImageInput,
): Promise<ChatReply | null> {
  const list = reply.logprobs ?? [];
  if (list.length < plain.asked || readWords("P", words, list).outcome !== "missing") return null;
  const asked = asFound(request(picture, prefills[0].text, plain), { ...seen, asked: manyAlternatives });
  const wide = await caller.ask(asked);
  if (wide === null || wide instanceof EndpointError) return null;
  if (readWords("P", words, wide.logprobs ?? []).outcome === "missing") return null;
  seen.asked = manyAlternatives;
  return wide;
}

/** The first call finds out which fields make the server continue; a refusal of all of them is one failed trial. */
async function askPrefilled(
  caller: ProbeCaller,
  asked: ChatRequest,
  seen: PrefillObservation,
  continues: (reply: ChatReply) => boolean,
): Promise<ChatReply | null> {
  const isFirst = seen.prefill.tried === 0;
  const reply = await caller.ask(asFound(asked, seen));
  if (!(reply instanceof EndpointError)) {
    if (reply === null || !isFirst || continues(reply)) return reply;
    return (await askOtherwise(caller, asked, seen, marked, continues)) ?? reply;
  }
  seen.notes.push(`Asked to continue a begun answer: ${reply.message}`);
  const other = isFirst ? await askOtherwise(caller, asked, seen, otherWay(reply), () => true) : null;
  if (other === null) seen.prefill.tried += 1;
  return other;
}

type Way = { fields: Fields; turnFields: Fields };

/** LiteLLM, Mistral and DeepSeek want the begun turn marked as such. */
const marked: Way = { fields: {}, turnFields: { prefix: true } };

async function askOtherwise(
  caller: ProbeCaller,
  asked: ChatRequest,
  seen: PrefillObservation,
  way: Way,
  isRight: (reply: ChatReply) => boolean,
): Promise<ChatReply | null> {
  const reply = await caller.ask(asFound(asked, { ...seen, ...way }));
  if (reply === null || reply instanceof EndpointError || !isRight(reply)) return null;
  Object.assign(seen, way);
  return reply;
}

/** llama.cpp continues by itself unless it is to think; other servers may know none of the fields. */
function otherWay({ message }: EndpointError): Way {
  if (/enable_thinking/.test(message)) {
    return { fields: { chat_template_kwargs: { enable_thinking: false } }, turnFields: {} };
  }
  const bare = { continue_final_message: null, add_generation_prompt: null };
  return { fields: bare, turnFields: /\bprefix\b/i.test(message) ? { prefix: true } : {} };
}
