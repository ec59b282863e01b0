import { isRefusal } from "#/evaluation/tasks/answer-text/detect-refusal.ts";
import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import {
  type Claim,
  type ClaimMethod,
  letterIndex,
  lineClaims,
  mentionedLetters,
  phraseClaims,
} from "#/evaluation/tasks/perception/answer-claims.ts";
import {
  leadingParticle,
  type OptionTexts,
  optionTexts,
  trimEnds,
  uniqueMention,
} from "#/evaluation/tasks/perception/option-mentions.ts";

export const parserVersion = "perception-parser-v1";

/**
 * - `letter`, `letter-in-brackets`, `option-text`: the whole reply
 * - `letter-first`, `last-letter`: a line that is or starts with the letter; `answer-phrase`: "the answer is …"
 * - `leading-particle`: "No, …" where an option is yes, no, 是 or the like
 * - `letter-in-text`: the only "(B)" or "option B"; `unique-option-text`: the only option named in a short text
 * @internal
 */
export type ParseMethod =
  | "letter"
  | "letter-in-brackets"
  | "option-text"
  | "leading-particle"
  | "unique-option-text"
  | ClaimMethod;

export type ParsedAnswer =
  | { option: number; method: ParseMethod }
  | { option: null; reason: "unparsed" | "refused" | "empty" };

const unparsed: ParsedAnswer = { option: null, reason: "unparsed" };

/**
 * Reads which option (0-based) a reply chooses. Never guesses: several different choices, a letter beyond
 * the options, or no clear choice are `unparsed`; an opening refusal is `refused`; nothing but reasoning
 * is `empty`. English and Chinese.
 */
export function parseAnswer(reply: string, options: readonly string[]): ParsedAnswer {
  const text = plainText(reply);
  if (text === "") return { option: null, reason: "empty" };
  const texts = optionTexts(options);
  const whole = wholeReply(text, texts);
  if (whole.length > 0) return settle(whole, options.length);
  if (looksLikeError(text)) return unparsed;
  const stated = statements(withoutEcho(text, texts), texts);
  if (stated.length > 0) return settle(stated, options.length);
  if (isRefusal(text)) return { option: null, reason: "refused" };
  const mentioned = mentionedLetters(text);
  if (mentioned.length > 0) return settle(mentioned, options.length);
  const named = uniqueMention(text, texts);
  return named === null ? unparsed : { option: named, method: "unique-option-text" };
}

type Candidate = { option: number; method: ParseMethod };

function wholeReply(text: string, options: OptionTexts): Candidate[] {
  const bare = trimEnds(text);
  const candidates: Candidate[] = options
    .filter((option) => option.text === bare.toLowerCase())
    .map(({ index }) => ({ option: index, method: "option-text" }));
  if (/^[a-z]$/i.test(bare)) {
    const method = /^["']?[([{【「『]/.test(text) ? "letter-in-brackets" : "letter";
    candidates.unshift({ option: letterIndex(bare), method });
  }
  return candidates;
}

function statements(text: string, options: OptionTexts): Candidate[] {
  const particle = leadingParticle(text, options);
  const claims: Claim[] = [...lineClaims(text, options), ...phraseClaims(text, options)];
  return particle === null ? claims : [...claims, { option: particle, method: "leading-particle" }];
}

function settle(candidates: readonly Candidate[], optionCount: number): ParsedAnswer {
  const [first] = candidates;
  const agreed = first && candidates.every(({ option }) => option === first.option);
  return agreed && first.option < optionCount ? { option: first.option, method: first.method } : unparsed;
}

function looksLikeError(text: string): boolean {
  return /^(?:\{ ?"?error|error\b|exception\b|traceback\b|failed to|http(?:\/1\.[01])? ?[45]\d\d|<!doctype|<html)/i.test(
    text,
  );
}

/** Leaves out the prompt's own lines, when the reply repeats all the options and the instruction. */
function withoutEcho(text: string, options: OptionTexts): string {
  const lines = text.split("\n");
  const isOption = (line: string) => {
    if (!/^.[.)] /.test(line)) return false;
    const [letter, told] = [line[0]?.toLowerCase(), trimEnds(line.slice(3).toLowerCase())];
    return options.some(
      ({ index, text: option }) => letter === String.fromCharCode(97 + index) && told === option,
    );
  };
  const echoed = lines.filter(isOption);
  const kept =
    echoed.length === options.length && options.length > 1 ? lines.filter((line) => !isOption(line)) : lines;
  return kept
    .join("\n")
    .replaceAll(/Answer with the option's letter from the given choices directly\.?\s*/gi, "\n")
    .trim();
}
