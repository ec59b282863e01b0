import type { ChatReply, ImageInput, TokenLogprob } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Trials } from "#/evaluation/tasks/assessment/decide-scoring-mode.ts";
import { findTokenIds, type TokenIds } from "#/evaluation/tasks/assessment/probe/find-token-ids.ts";
import type { ProbeCaller } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import type { ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { assessmentRequest } from "#/evaluation/tasks/assessment/request/build-request.ts";
import { readWords } from "#/evaluation/tasks/assessment/request/read-words.ts";
import type { RequestProfile } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import { tokenText } from "#/evaluation/tasks/assessment/word-match.ts";

export type ExactObservation = { exactTokens: Trials; exact: RequestProfile["exact"]; notes: string[] };

/** So few alternatives that a token beyond them is there only because it was asked for. */
const fewAlternatives = 4;

/** Are tokens given that were asked for by id? `list` is the untouched picture's ordinary top list. */
export async function observeExact(
  caller: ProbeCaller,
  pictures: ProbePictures,
  profile: RequestProfile,
  list: readonly TokenLogprob[],
): Promise<ExactObservation> {
  const ids = await findTokenIds(caller, profile, pictures, list);
  if (ids === null) {
    const notes = ["The server does not tell the ids of the two words' tokens."];
    return { exactTokens: { tried: 0, seen: 0 }, exact: null, notes };
  }
  const listed = await tryBoth(pictures, (picture) => listsAll(caller, profile, ids, picture));
  if (listed.seen === 2) return found("logprob_token_ids", ids, listed);
  const allowed = await tryBoth(pictures, (picture) => allowsEach(caller, profile, ids, picture));
  if (allowed.seen === 2) return found("allowed_token_ids", ids, allowed);
  return { exactTokens: listed, exact: null, notes: ["Tokens asked for by id were not given."] };
}

function found(
  by: NonNullable<RequestProfile["exact"]>["by"],
  ids: TokenIds,
  exactTokens: Trials,
): ExactObservation {
  return { exactTokens, exact: { by, ids: ids.words }, notes: [] };
}

async function tryBoth(
  { sharp, blurred }: ProbePictures,
  works: (picture: ImageInput) => Promise<boolean>,
): Promise<Trials> {
  if (!(await works(sharp))) return { tried: 1, seen: 0 };
  return { tried: 2, seen: (await works(blurred)) ? 2 : 1 };
}

async function listsAll(caller: ProbeCaller, profile: RequestProfile, ids: TokenIds, picture: ImageInput) {
  const wanted = { logprob_token_ids: [...ids.words, ids.control.id] };
  const list = (await askFor(caller, profile, wanted, picture))?.logprobs ?? [];
  const control = ids.control.text.trim();
  const isObeyed = list.some((token) => tokenText(token).trim() === control);
  return isObeyed && readWords("E", profile.words, list).outcome === "exact";
}

/** One token let through at a time; where the rest is masked before the softmax, every one gets 0. */
async function allowsEach(caller: ProbeCaller, profile: RequestProfile, ids: TokenIds, picture: ImageInput) {
  let share = 0;
  for (const [position, id] of ids.words.entries()) {
    const reply = await askFor(caller, profile, { allowed_token_ids: [id] }, picture);
    const token = reply?.logprobs?.find((one) => tokenText(one).trim() === profile.words[position]);
    if (token === undefined || reply?.text.trim() !== profile.words[position]) return false;
    share += Math.exp(token.logprob);
  }
  return share <= 1.001;
}

async function askFor(
  caller: ProbeCaller,
  profile: RequestProfile,
  fields: Record<string, unknown>,
  picture: ImageInput,
): Promise<ChatReply | null> {
  const request = assessmentRequest("E", { ...profile, topK: fewAlternatives }, [picture]);
  const reply = await caller.ask({ ...request, extra: { ...request.extra, ...fields } });
  return reply instanceof EndpointError ? null : reply;
}
