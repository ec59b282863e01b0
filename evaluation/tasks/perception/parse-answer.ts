import { isErrorText } from "#/evaluation/tasks/answer-text/detect-error-text.ts";
import { isRefusal } from "#/evaluation/tasks/answer-text/detect-refusal.ts";
import { foldChinese } from "#/evaluation/tasks/answer-text/fold-chinese.ts";
import { answerMark, markedText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import { type Claim, type ClaimMethod, claimsIn } from "#/evaluation/tasks/perception/answer-claims.ts";
import { correctionsIn, isHedged, isUnsettled } from "#/evaluation/tasks/perception/claim-scope.ts";
import { type ItemWords, itemWords, trimEnds } from "#/evaluation/tasks/perception/item-words.ts";
import { namedOption } from "#/evaluation/tasks/perception/named-option.ts";
import {
  isExplicit,
  markReferences,
  referredOption,
  rejectedOption,
} from "#/evaluation/tasks/perception/option-references.ts";
import { withoutEcho, withoutList } from "#/evaluation/tasks/perception/prompt-echo.ts";
import { closingParticle, leadingParticle } from "#/evaluation/tasks/perception/yes-or-no.ts";

export const parserVersion = "perception-parser-v2";

/**
 * - `letter`, `letter-in-brackets`, `option-text`: the whole reply, or a sentence of it
 * - `letter-first`, `last-letter`: a line that is or starts with the letter; `answer-phrase`: "the answer is …"
 * - `leading-particle`: "No, …" where an option is yes, no, 是 or the like
 * - `letter-in-text`: the only "(B)" or "option B"; `unique-option-text`: the only option named in a short text
 * - `likeliest`: the highest of percentages given for every option
 * @internal
 */
export type ParseMethod =
  | "letter"
  | "letter-in-brackets"
  | "letter-in-text"
  | "unique-option-text"
  | "likeliest"
  | ClaimMethod;

export type ParsedAnswer =
  | { option: number; method: ParseMethod }
  | { option: null; reason: "unparsed" | "refused" | "empty" };

const unparsed: ParsedAnswer = { option: null, reason: "unparsed" };
const refused: ParsedAnswer = { option: null, reason: "refused" };

/**
 * Reads which option (0-based) a reply chooses. Never guesses: several different choices without a correction, a
 * letter beyond the options, or no clear choice are `unparsed`; an opening refusal is `refused`; nothing but thinking
 * is `empty`. The question tells what a word of an option may mean; without it fewer replies can be read. English
 * and Chinese.
 */
export function parseAnswer(reply: string, options: readonly string[], question = ""): ParsedAnswer {
  const text = foldChinese(markedText(reply));
  if (text.replaceAll(answerMark, "").trim() === "") return { option: null, reason: "empty" };
  const item = itemWords(options, question);
  const marked = markedAnswer(text, item);
  return marked ?? readText(text.replaceAll(answerMark, ""), item);
}

const mostMarked = 100;

/** Returns what the lines say that a reply marks as its answer, and what comes after them; null where there are none. */
function markedAnswer(text: string, item: ItemWords): ParsedAnswer | null {
  const lines = text.split("\n");
  const last = lines.findLastIndex((line) => line.includes(answerMark));
  if (last === -1) return null;
  const first = lines.findLastIndex((line, at) => at < last && !line.includes(answerMark)) + 1;
  const plain = (from: number, to: number) => lines.slice(from, to).join("\n").replaceAll(answerMark, "");
  const answer = readText(plain(first, last + 1).trim(), item);
  const earlier = lines.slice(0, first).filter((line) => line.includes(answerMark));
  if (earlier.length > mostMarked) return unparsed;
  const differs = earlier.some((line) => {
    const { option } = readText(line.replaceAll(answerMark, ""), item);
    return option !== null && option !== answer.option;
  });
  if (differs && correctionsIn(plain(0, first)).length === 0) return unparsed;
  const after = readText(plain(last + 1, lines.length).trim(), item);
  if (after.option === null || after.option === answer.option) return answer;
  return correctionsIn(plain(last + 1, lines.length)).length > 0 ? after : unparsed;
}

function readText(text: string, item: ItemWords): ParsedAnswer {
  if (text.trim() === "") return unparsed;
  const whole = wholeReply(text, item);
  if (whole !== null) return whole;
  if (isErrorText(text)) return unparsed;
  const likeliest = likeliestOption(text, item);
  if (likeliest !== null) return { option: likeliest, method: "likeliest" };
  const said = withoutEcho(text, item);
  const references = markReferences(said, item);
  if (references === null) return unparsed;
  const marked = withoutList(references, item);
  const claims = [...claimsIn(marked, item), ...particleClaims(marked, item)];
  if (claims.length > 0) return settle(claims, marked, item);
  if (isRefusal(said)) return refused;
  const explicit = isAbout(said, item) ? onlyReference(marked) : null;
  if (explicit !== null)
    return explicit < item.count ? { option: explicit, method: "letter-in-text" } : unparsed;
  if (hasReference(marked)) return unparsed;
  const named = namedOption(marked, item);
  return named === null ? unparsed : { option: named, method: "unique-option-text" };
}

function wholeReply(text: string, item: ItemWords): ParsedAnswer | null {
  const bare = trimEnds(text);
  const found = item.texts.filter((option) => option.text === bare.toLowerCase()).map(({ index }) => index);
  if (/^[a-z]$/i.test(bare)) found.push(bare.toUpperCase().charCodeAt(0) - 65);
  if (/^[1-9]$/.test(bare) && !item.mayBeRated && !item.hasNumbers) found.push(Number(bare) - 1);
  const [only] = found;
  if (only === undefined) return null;
  if (found.length > 1 || only >= item.count) return unparsed;
  if (!/^[a-z\d]$/i.test(bare)) return { option: only, method: "option-text" };
  return { option: only, method: /^["']?[([{【「『<]/.test(text) ? "letter-in-brackets" : "letter" };
}

function particleClaims(text: string, item: ItemWords): Claim[] {
  const claim = (option: number | null, at: number): Claim[] =>
    option === null ? [] : [{ at, end: at, option, method: "leading-particle", isFinal: false }];
  const leading = leadingParticle(text, item);
  const isSettled = leading !== null && correctionsIn(text).length === 0;
  const closing = isSettled ? null : closingParticle(text, item);
  return [...claim(leading, 0), ...claim(closing, text.length)];
}

/** Returns the one option all claims agree on, those left out that the text itself replaces or takes back. */
function settle(claims: readonly Claim[], text: string, item: ItemWords): ParsedAnswer {
  const inOrder = claims.toSorted((a, b) => a.at - b.at);
  const standing = withoutRejected(inOrder, text);
  const agreed =
    agreement(standing) ?? agreement(afterFinal(standing)) ?? agreement(afterCorrection(standing, text));
  const last = standing.at(-1);
  if (!agreed || !last || agreed.option >= item.count || isUnsettled(text.slice(last.end))) return unparsed;
  return { option: agreed.option, method: agreed.method };
}

function agreement(claims: readonly Claim[]): Claim | null {
  const [first] = claims;
  return first && claims.every(({ option }) => option === first.option) ? first : null;
}

/** Without the claims of an option that the text denies later. */
function withoutRejected(claims: readonly Claim[], text: string): Claim[] {
  const denied = new Map<number, number>();
  for (const { 0: character, index } of text.matchAll(/[\uE180-\uE1BF]/g)) {
    const option = rejectedOption(character);
    if (option !== null) denied.set(option, index);
  }
  return claims.filter(({ option, end }) => (denied.get(option) ?? -1) < end);
}

function afterFinal(claims: readonly Claim[]): Claim[] {
  const last = claims.findLastIndex(({ isFinal }) => isFinal);
  return last === -1 ? [] : claims.filter(({ at }, index) => index >= last || at >= (claims[last]?.at ?? 0));
}

function afterCorrection(claims: readonly Claim[], text: string): Claim[] {
  const first = claims[0];
  const last = claims.at(-1);
  if (!first || !last) return [];
  const corrected = correctionsIn(text).findLast((at) => at > first.at && at <= last.end);
  return corrected === undefined ? [] : claims.filter(({ end }) => end > corrected);
}

/** Returns whether a text speaks of what was asked; always where the question is not known. */
function isAbout(text: string, item: ItemWords): boolean {
  const lower = text.toLowerCase();
  const words = [item.question, ...item.texts.map((option) => option.text)]
    .join(" ")
    .match(/\p{L}{4,}|\p{Script=Han}/gu);
  return item.question === "" || (words ?? []).some((word) => lower.includes(word));
}

function hasReference(text: string): boolean {
  return /[\uE100-\uE13F\uE1FC-\uE1FE]/.test(text);
}

/** Returns the option of the only explicit reference of a short text, where nothing makes it less than a choice. */
function onlyReference(text: string): number | null {
  const found = Array.from(text.matchAll(/[\uE100-\uE1FE]/g)).filter(({ 0: mark }) => isExplicit(mark));
  const [only] = found;
  if (only === undefined || text.length > 300) return null;
  const option = referredOption(only[0]);
  if (option === null || found.some(({ 0: mark }) => mark !== only[0])) return null;
  const after = text.slice(only.index + 1, only.index + 40);
  const isMere =
    /^["')]? ?(?:\?|(?:would|could|might|may|can|needs?|requires?|has|have|was|seems|looks|plan|plans)\b)/.test(
      after,
    );
  return isMere || isHedged(text, only.index) ? null : option;
}

const percentage =
  /^["'(\uE000]{0,2}([A-H])[\s.):=-]{1,4}(?:[^\n%]{0,60}[\s:(=-])?(\d{1,3}(?:\.\d{1,3})?) ?%/;

/** Returns the option with the highest of the percentages that lines give for every option. */
function likeliestOption(text: string, item: ItemWords): number | null {
  const shares = text
    .split("\n")
    .slice(0, 60)
    .flatMap((line) => {
      const match = percentage.exec(line);
      return match ? [{ option: (match[1] ?? "").charCodeAt(0) - 65, share: Number(match[2]) }] : [];
    });
  if (shares.length !== item.count || new Set(shares.map(({ option }) => option)).size !== item.count)
    return null;
  const [best, next] = shares.toSorted((a, b) => b.share - a.share);
  return best && best.option < item.count && best.share > (next?.share ?? 0) ? best.option : null;
}
