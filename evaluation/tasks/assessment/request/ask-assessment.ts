import type { ChatReply, ChatRequest, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import type { LogprobDifference } from "#/evaluation/tasks/assessment/logprob-difference.ts";
import { qualityScore } from "#/evaluation/tasks/assessment/quality-score.ts";
import { assessmentRequest, exactRequests } from "#/evaluation/tasks/assessment/request/build-request.ts";
import { readWords } from "#/evaluation/tasks/assessment/request/read-words.ts";
import type { RequestProfile } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import { sampledWord } from "#/evaluation/tasks/assessment/request/sampled-word.ts";
import { topListText } from "#/evaluation/tasks/assessment/request/top-list-text.ts";
import { fewestSamples, sampledScore } from "#/evaluation/tasks/assessment/sampled-score.ts";
import type { ScoringModeId } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import { parseTextRating } from "#/evaluation/tasks/assessment/text-rating.ts";
import { isFiltered, type NoAnswer, noAnswerOf, noAnswerReason } from "#/evaluation/tasks/no-answer.ts";

type Unscored = "error" | "unparsed" | NoAnswer;

/** What an endpoint said of one image. `d` in nats; `score` is q, the share of the better word, or the rating. */
export type Assessed = {
  d: number | null;
  score: number | null;
  censored: boolean | null;
  /** What was read, for whoever wants to check: top lists as JSON, samples counted, or the text. */
  response: string;
  /** Why there is no score; null where there is one. */
  fault: { outcome: Unscored; reason: string } | null;
};

/** `faultOf`: where a reply may come cut off or empty; what it calls so is asked once more. */
export type AskOnce = (
  request: ChatRequest,
  faultOf?: (reply: ChatReply) => NoAnswer | null,
) => Promise<ChatReply>;

const mostDraws = 80;
const fewCutDraws = 5;
const longestText = 2000;

const missing: Record<Extract<LogprobDifference, { outcome: "missing" }>["reason"], string> = {
  "both-words-missing": "Neither word was among the listed log-probabilities.",
  "one-word-missing": "One word was not among the log-probabilities that were asked for.",
  "bound-too-near": "One word was not listed, and the list ends less than 8 nats below the other.",
};

/** Asks for one image in one scoring mode and no other. Rejects as `ask` does; a reply without a score has a `fault`. */
export async function askAssessment(
  rung: ScoringModeId,
  profile: RequestProfile,
  images: readonly ImageInput[],
  ask: AskOnce,
): Promise<Assessed> {
  if (rung === "S") return askSamples(profile, images, ask);
  if (rung === "T") return readRating(await ask(assessmentRequest("T", profile, images), faultOfRating));
  const requests = rung === "E" ? exactRequests(profile, images) : [assessmentRequest(rung, profile, images)];
  const lists: NonNullable<ChatReply["logprobs"]>[] = [];
  for (const request of requests) {
    const reply = await ask(request);
    if (reply.logprobs === null || isFiltered(reply))
      return withoutScore(reply, "No log-probabilities came with this reply.");
    lists.push(reply.logprobs);
  }
  return fromDifference(readWords(rung, profile.words, lists.flat()), topListText(lists, profile.words));
}

function fromDifference(read: LogprobDifference, response: string): Assessed {
  if (read.outcome === "missing") {
    const fault = { outcome: "error", reason: missing[read.reason] } as const;
    return { d: null, score: null, censored: null, response, fault };
  }
  const { d } = read;
  return { d, score: qualityScore(d), censored: read.outcome === "censored", response, fault: null };
}

/** `outcome`: of a reply that did come to its end, in words; without log-probabilities its end says nothing. */
function withoutScore(reply: ChatReply, reason: string, outcome: "error" | "unparsed" = "error"): Assessed {
  const found = noAnswerOf(reply, isSilent(reply));
  const fault = found === "starved" && outcome === "error" ? outcome : (found ?? outcome);
  const response = (reply.text || reply.refusal || "").slice(0, longestText);
  const why = noAnswerReason(fault) ?? reason;
  return { d: null, score: null, censored: null, response, fault: { outcome: fault, reason: why } };
}

function isSilent({ text }: Pick<ChatReply, "text">): boolean {
  return plainText(text) === "";
}

function faultOfRating(reply: ChatReply): NoAnswer | null {
  if (parseTextRating(reply.text) !== null && !isFiltered(reply)) return null;
  return noAnswerOf(reply, isSilent(reply));
}

function readRating(reply: ChatReply): Assessed {
  const rating = isFiltered(reply) ? null : parseTextRating(reply.text);
  if (rating === null) return withoutScore(reply, "No rating from 0 to 100 could be read.", "unparsed");
  const response = reply.text.slice(0, longestText);
  return { d: null, score: rating, censored: null, response, fault: null };
}

async function askSamples(
  profile: RequestProfile,
  images: readonly ImageInput[],
  ask: AskOnce,
): Promise<Assessed> {
  const request = assessmentRequest("S", profile, images);
  const said: [better: number, worse: number] = [0, 0];
  const faultOf = (one: Pick<ChatReply, "text" | "finishReason" | "refusal">) =>
    sampledWord(one.text, profile.words) !== null && !isFiltered(one) ? null : noAnswerOf(one, isSilent(one));
  const faults: NoAnswer[] = [];
  let draws = 0;
  // Nobody pays eighty times for thinking that never comes to a word.
  const isHopeless = () => faults.length >= fewCutDraws && faults.length === draws;
  while (said[0] + said[1] < fewestSamples && draws < mostDraws && !isHopeless()) {
    const reply = await ask(request, faultOf);
    for (const one of [reply, ...reply.alternatives]) {
      draws += 1;
      const fault = faultOf(one);
      if (fault !== null) faults.push(fault);
      const word = isFiltered(one) ? null : sampledWord(one.text, profile.words);
      if (word !== null) said[word] += 1;
    }
  }
  const score = sampledScore(...said);
  const response = JSON.stringify({ [profile.words[0]]: said[0], [profile.words[1]]: said[1], draws });
  const reason = `Only ${said[0] + said[1]} of ${draws} samples were one of the two words; ${fewestSamples} are needed.`;
  const common = (["starved", "empty", "refused"] as const).find(
    (kind) => faults.filter((fault) => fault === kind).length * 2 > draws,
  );
  const outcome: Unscored = common ?? "unparsed";
  const fault = score !== null ? null : { outcome, reason: noAnswerReason(outcome) ?? reason };
  return { d: null, score, censored: null, response, fault };
}
