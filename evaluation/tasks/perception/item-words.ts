import { foldChinese } from "#/evaluation/tasks/answer-text/fold-chinese.ts";
import { unifyText } from "#/evaluation/tasks/answer-text/plain-text.ts";

/** Options in the spelling that texts are searched in, with their index in the item. */
export type OptionTexts = readonly { index: number; text: string }[];

/** What the reader of an answer knows of the item. */
export type ItemWords = {
  count: number;
  /** Longest first, so that "Not clear" is found before the "Clear" inside it. */
  texts: OptionTexts;
  /** In the same spelling. */
  question: string;
  /** The option that says yes and the one that says no, where there are both. */
  particles: { yes: number; no: number } | null;
  /** An option's text holds a number or an ordinal, so that a number is no name of an option. */
  hasNumbers: boolean;
  /** The question asks for what is not there. */
  isNegated: boolean;
  /** A bare number may be a rating or a count. */
  mayBeRated: boolean;
};

const yes: ReadonlySet<string> = new Set([
  "yes",
  "true",
  "是",
  "是的",
  "有",
  "对",
  "会",
  "能",
  "可以",
  "正确",
]);
const no: ReadonlySet<string> = new Set([
  "no",
  "false",
  "否",
  "不是",
  "没有",
  "无",
  "错",
  "不会",
  "不能",
  "不可以",
  "不",
  "不对",
  "错误",
]);
const numbers = /\d|\b(?:one|two|three|four|five|six|first|second|third|last)\b|[一二三四五两]/;
const negatedQuestion =
  /\b(?:which|what)\b.{0,80}\b(?:not|cannot|absent|missing|lacks?|without|free of|never|least)\b|\b(?:which|what)\b.{0,80}n't\b|(?:哪|什么).{0,40}(?:不|没有|没|未|无|非)|(?:不|没有|没|未).{0,20}(?:哪|什么)/;
const ratedQuestion =
  /\b(?:how|rate|rating|score|level|degree|extent|many|number|is|are|does|do)\b|多|程度|几|评|吗|是否/;

export function itemWords(options: readonly string[], question: string): ItemWords {
  const spelled = options.map((option) => trimEnds(spelling(option)));
  const yesAt = spelled.findIndex((text) => yes.has(text));
  const noAt = spelled.findIndex((text) => no.has(text));
  const asked = spelling(question);
  return {
    count: options.length,
    texts: spelled
      .map((text, index) => ({ index, text }))
      .filter(({ text }) => text !== "")
      .toSorted((a, b) => b.text.length - a.text.length),
    question: asked,
    particles: yesAt === -1 || noAt === -1 ? null : { yes: yesAt, no: noAt },
    hasNumbers: spelled.some((text) => numbers.test(text)),
    isNegated: negatedQuestion.test(asked),
    mayBeRated: asked === "" || ratedQuestion.test(asked),
  };
}

function spelling(text: string): string {
  return foldChinese(unifyText(text).toLowerCase());
}

const outerMarks: ReadonlySet<string> = new Set(" \n\"'()[]{}<>「」『』【】.,:;!。,:;!、·-–—");

/** Without the white space, quotes, brackets and punctuation around it; "?" stays, since it changes the meaning. */
export function trimEnds(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && outerMarks.has(text.charAt(start))) start += 1;
  while (end > start && outerMarks.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const wordCharacter = /[\p{L}\p{N}]/u;
const ideograph = /\p{Script=Han}/u;

/** Returns whether a stretch of a text is made of whole words. */
export function standsAlone(text: string, start: number, end: number): boolean {
  const joined = (outer: string | undefined, inner: string | undefined) =>
    outer !== undefined &&
    inner !== undefined &&
    wordCharacter.test(outer) &&
    wordCharacter.test(inner) &&
    !ideograph.test(outer) &&
    !ideograph.test(inner);
  return !joined(text[start - 1], text[start]) && !joined(text[end], text[end - 1]);
}

/**
 * Returns the longest option that stands in `text` (lower case) at a place; null when none, or two options are
 * spelled alike.
 */
export function optionAt(
  text: string,
  at: number,
  options: OptionTexts,
): { index: number; length: number } | null {
  const found = options.find(
    (option) => text.startsWith(option.text, at) && standsAlone(text, at, at + option.text.length),
  );
  if (!found) return null;
  const twin = options.some((option) => option.index !== found.index && option.text === found.text);
  return twin ? null : { index: found.index, length: found.text.length };
}
