import type { TokenLogprob } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { assessmentPrompt } from "#/evaluation/tasks/assessment/assessment-prompt.ts";
import type { ProbeCaller } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import type { ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { assessmentRequest } from "#/evaluation/tasks/assessment/request/build-request.ts";
import type { RequestProfile } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import { wordLogprob } from "#/evaluation/tasks/assessment/word-match.ts";

/** Ids of both words' tokens, and of a token that the top of the list does not hold, to see an id obeyed. */
export type TokenIds = { words: readonly [number, number]; control: { id: number; text: string } };

// So unlikely after "The quality of the image is" that no server lists it by itself.
const controlWord = "Tuesday";
const listedTop = 5;

/** From the server's tokenizer, else from a list that names tokens by id beside the one that spells them. */
export async function findTokenIds(
  caller: ProbeCaller,
  profile: RequestProfile,
  pictures: ProbePictures,
  list: readonly TokenLogprob[],
): Promise<TokenIds | null> {
  const better = await lastToken(caller, profile.words[0]);
  if (better === null) return fromIdList(caller, profile, pictures, list);
  const worse = await lastToken(caller, profile.words[1]);
  const control = await lastToken(caller, controlWord);
  if (worse === null || control === null || better === worse) return null;
  return { words: [better, worse], control: { id: control, text: controlWord } };
}

async function lastToken(caller: ProbeCaller, word: string): Promise<number | null> {
  const { assistantPrefix } = assessmentPrompt("E", [word, word]);
  const ids = await caller.tokenIds(`${assistantPrefix} ${word}`);
  return ids?.at(-1) ?? null;
}

async function fromIdList(
  caller: ProbeCaller,
  profile: RequestProfile,
  pictures: ProbePictures,
  list: readonly TokenLogprob[],
): Promise<TokenIds | null> {
  const control = list.at(-1);
  if (control === undefined || list.length <= listedTop) return null;
  const request = assessmentRequest("P", profile, [pictures.sharp]);
  const reply = await caller.ask({
    ...request,
    extra: { ...request.extra, return_tokens_as_token_ids: true },
  });
  if (reply === null || reply instanceof EndpointError || reply.logprobs === null) return null;
  const named = reply.logprobs;
  const idAt = (logprob: number | null): number | null => {
    const same = named.filter((token) => logprob !== null && Math.abs(token.logprob - logprob) < 1e-6);
    const id = same.length === 1 ? /^token_id:(\d+)$/.exec(same[0]?.token ?? "")?.[1] : undefined;
    return id === undefined ? null : Number(id);
  };
  const [better, worse] = profile.words.map((word) => idAt(wordLogprob(list, word)));
  const controlId = idAt(control.logprob);
  if (better == null || worse == null || controlId === null) return null;
  return { words: [better, worse], control: { id: controlId, text: control.token } };
}
