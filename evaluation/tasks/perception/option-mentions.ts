import { unifyText } from "#/evaluation/tasks/answer-text/plain-text.ts";

/** Options in the spelling that texts are searched in, with their index in the item. */
export type OptionTexts = readonly { index: number; text: string }[];

/** `start` and `end` are offsets in the lower-case text. */
type Mention = { index: number; start: number; end: number };

const wordCharacter = /[\p{L}\p{N}]/u;
const ideograph = /\p{Script=Han}/u;
const particles: ReadonlySet<string> = new Set([
  "yes",
  "no",
  "是",
  "否",
  "是的",
  "不是",
  "有",
  "没有",
  "无",
  "对",
  "错",
]);

/** Longest first, so that "Not clear" is found before the "Clear" inside it. */
export function optionTexts(options: readonly string[]): OptionTexts {
  return options
    .map((option, index) => ({ index, text: trimEnds(unifyText(option).toLowerCase()) }))
    .filter(({ text }) => text !== "")
    .toSorted((a, b) => b.text.length - a.text.length);
}

const outerMarks: ReadonlySet<string> = new Set(" \n\"'()[]{}「」『』【】.,:;!。,:;!、");

/** Without the white space, quotes, brackets and punctuation around it; "?" stays, since it changes the meaning. */
export function trimEnds(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && outerMarks.has(text.charAt(start))) start += 1;
  while (end > start && outerMarks.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function standsAlone(text: string, start: number, end: number): boolean {
  const joined = (outer: string | undefined, inner: string | undefined) =>
    outer !== undefined &&
    inner !== undefined &&
    wordCharacter.test(outer) &&
    wordCharacter.test(inner) &&
    !ideograph.test(outer) &&
    !ideograph.test(inner);
  return !joined(text[start - 1], text[start]) && !joined(text[end], text[end - 1]);
}

/** Returns the longest option that `text` (lower case) starts with; null when none or two options are spelled alike. */
export function leadingOption(text: string, options: OptionTexts): { index: number; length: number } | null {
  const found = options.find(
    (option) => text.startsWith(option.text) && standsAlone(text, 0, option.text.length),
  );
  if (!found) return null;
  const twin = options.some((option) => option.index !== found.index && option.text === found.text);
  return twin ? null : { index: found.index, length: found.text.length };
}

function findMentions(text: string, options: OptionTexts): Mention[] {
  const mentions: Mention[] = [];
  const free = (start: number, end: number) => mentions.every((m) => end <= m.start || start >= m.end);
  for (const option of options) {
    for (let start = text.indexOf(option.text); start !== -1; start = text.indexOf(option.text, start + 1)) {
      const end = start + option.text.length;
      const twin = mentions.some((m) => m.start === start && m.end === end);
      if (standsAlone(text, start, end) && (twin || free(start, end)))
        mentions.push({ index: option.index, start, end });
    }
  }
  return mentions;
}

const turnedAroundBefore =
  /(?:\b(?:not?|never|neither|nor|without|cannot|lacks?|lack of|free (?:of|from)|absence of|rather than|instead of|than|except|unlike|excluding|hardly|barely|scarcely|less|if|whether|unless|between|either|or)|n't)\b|不|没|无|非(?!常)|未|否|而不是|还是|如果/;
const turnedAroundAfter =
  /^[\s"']*(?:-?free\b|is absent|(?:is|are|was|would be) (?:not|wrong|incorrect|unlikely)|isn't|aren't|wasn't|or\b|\?|不|吗)/;
const clauseEnd =
  /[.,;:!?。,;!?\n]|\b(?:but|however|though|although|yet|because|since)\b|但是?|而是|因为|所以/g;

/** Returns whether words around a mention deny, compare or question it. */
function isTurnedAround(text: string, { start, end }: Mention): boolean {
  let clauseStart = 0;
  const before = text.slice(Math.max(0, start - 200), start);
  for (const match of before.matchAll(clauseEnd)) clauseStart = match.index + match[0].length;
  return (
    turnedAroundBefore.test(before.slice(clauseStart)) || turnedAroundAfter.test(text.slice(end, end + 40))
  );
}

const longestSearched = 600;

/**
 * Returns the one option a short text names, in words that do not deny it; null when there are none or several.
 * Particles (yes, no, 是, 有…) stand for too much in a sentence and are never looked for.
 */
export function uniqueMention(text: string, options: OptionTexts): number | null {
  if (text.length > longestSearched || options.some((option) => particles.has(option.text))) return null;
  const lower = text.toLowerCase();
  const mentions = findMentions(lower, options);
  const affirmed = new Set(mentions.filter((m) => !isTurnedAround(lower, m)).map((m) => m.index));
  const [only] = affirmed;
  return affirmed.size === 1 && only !== undefined ? only : null;
}

/** Returns the option whose particle (yes, no, 是…) opens the text as an answer of its own: "No, the rope is sharp". */
export function leadingParticle(text: string, options: OptionTexts): number | null {
  const leading = leadingOption(text.toLowerCase(), options);
  const option = leading && options.find(({ index }) => index === leading.index);
  if (!leading || !option || !particles.has(option.text)) return null;
  const rest = text.slice(leading.length);
  return /^(?:[,.;:!,。;!\n"')]|\s*$|\s+-|\s*[(（])/.test(rest) && !/^\W*(?:and|or|和|或)\b/i.test(rest)
    ? leading.index
    : null;
}
