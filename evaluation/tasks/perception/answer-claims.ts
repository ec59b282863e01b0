import { leadingOption, type OptionTexts } from "#/evaluation/tasks/perception/option-mentions.ts";

export type ClaimMethod = "letter-first" | "last-letter" | "answer-phrase" | "letter-in-text";

/** An option a text states as its answer. An `option` beyond the item's options makes the text unreadable. */
export type Claim = { option: number; method: ClaimMethod };

export function letterIndex(letter: string): number {
  return letter.toUpperCase().charCodeAt(0) - 65;
}

/** Each takes a look around it; a text that states more is unreadable, whatever it states. */
const mostClaims = 1000;
const tooMany: Claim = { option: Number.POSITIVE_INFINITY, method: "answer-phrase" };

const open = String.raw`["'(\[{「『【<]{0,4}`;
const close = String.raw`["')\]}」』】>]{0,4}`;

const phraseHeads = [
  String.raw`\b(?:answer|choice|selection|correct option|best option|right option|option|response)["']? ?(?:(?:is|would be|should be|must be|=|-)\b ?:?|[:=]) ?(?:(?:most likely|likely|probably|clearly|definitely|therefore|thus|option|choice|letter|the letter) )*(?:the )?`,
  String.raw`\b(?:i|i'd|i'll|we)(?: would| will)? (?:choose|chose|pick|select|go with|say|answer)(?: with)? (?:(?:option|choice|letter|answer) )?`,
  String.raw`\b(?:therefore|thus|hence|so|conclusion|in short)\b[,:]? (?:it is |it's |it must be )?(?:option |choice )?`,
  `(?:=>|->|→|⇒) ?`,
  `(?:答案|选项|选择?|回答)(?:应该是|应该为|应为|应是|是|为)? ?[::]? ?(?:选项 ?)?`,
];
const phrase = new RegExp(`(?:${phraseHeads.join("|")})${open}`, "giu");

const verdict = new RegExp(
  String.raw`(?<![\p{Script=Latin}\p{N}'])(?:option |choice |answer |选项 ?)?${open}([A-Z])${close} ?(?:is|would be) (?:the )?(?:most |best )?(?:correct|right|best|appropriate|accurate|suitable|answer)\b(?! (?:or|only if|if|unless)\b)`,
  "gu",
);
const letterHere = new RegExp(`^([A-Za-z])(?![\\p{Script=Latin}\\p{N}'])${close}`, "u");
const endsHere =
  /^(?:[.,;:!。,;、!\n]|\s*$|\s[-–—]|\s?\(| (?:because|since|as|due to|for|which|based on|given)\b|是|,?因为|项)/;
const otherLetter =
  /^[\s,/&、]*(?:(?:or|and|or maybe|and\/or|和|或|或者|与|以及) ?)?(?:(?:maybe|possibly|perhaps|option) )?\(?([A-Z])\)?(?![\p{Script=Latin}\p{N}'])/u;
const conditional = /\b(?:if|unless|whether|either|neither)\b|如果|除非|要么/i;
const denied = /(?:\b(?:not|never|cannot|doubt|no|nor)|n't)\b|不|没|并非/i;

/** Returns whether what comes before in the sentence makes a statement a condition or a denial. */
function isHedged(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 200), start);
  const sentence = before.split(/[.!?;\n。!?;]/).at(-1) ?? "";
  return conditional.test(sentence) || denied.test(sentence.split(/[,:,:]/).at(-1) ?? "");
}

/**
 * Returns the options claimed by a letter that stands right here, or none. Several when it is one of a list
 * ("B or C") or when the option text after it is another option's.
 */
function claimsOfLetter(text: string, options: OptionTexts, method: ClaimMethod): Claim[] {
  const match = letterHere.exec(text);
  const letter = match?.[1];
  if (!match || letter === undefined) return [];
  const rest = text.slice(match[0].length);
  const option = letterIndex(letter);
  const told = rest.replace(/^[\s.,:)\]、—–-]+/, "");
  const named = leadingOption(told.toLowerCase(), options);
  const isUpper = letter === letter.toUpperCase();
  if (!endsHere.test(rest) && (!isUpper || named?.index !== option)) return [];
  if (/^\s?\?/.test(rest)) return [];
  const other = otherLetter.exec(named?.index === option ? told.slice(named.length) : rest)?.[1];
  const claims: Claim[] = [{ option, method }];
  if (other !== undefined) claims.push({ option: letterIndex(other), method });
  if (named && /^[\s.,:)\]、—–-]/.test(rest)) claims.push({ option: named.index, method });
  return claims;
}

function claimsOfOptionText(text: string, options: OptionTexts): Claim[] {
  const bare = text.replace(/^(?:an?|the) (?=\S)/i, "").toLowerCase();
  const named = leadingOption(text.toLowerCase(), options) ?? leadingOption(bare, options);
  if (!named) return [];
  const from = text.toLowerCase().startsWith(bare) ? text : text.slice(text.length - bare.length);
  const rest = from.slice(named.length);
  if (!/^["')\]}」』】]*(?:[.,;!。,;!\n]|\s*$| (?:because|since|as)\b)/.test(rest)) return [];
  return [{ option: named.index, method: "answer-phrase" }];
}

/** Returns what phrases such as "the answer is B", "so B", "Option B is correct", "答案是B" state. */
export function phraseClaims(text: string, options: OptionTexts): Claim[] {
  const claims: Claim[] = [];
  let found = 0;
  for (const match of text.matchAll(phrase)) {
    found += 1;
    if (found > mostClaims) return [tooMany];
    if (isHedged(text, match.index)) continue;
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 400);
    const byLetter = claimsOfLetter(rest, options, "answer-phrase");
    claims.push(...(byLetter.length > 0 ? byLetter : claimsOfOptionText(rest, options)));
  }
  for (const match of text.matchAll(verdict)) {
    found += 1;
    if (found > mostClaims) return [tooMany];
    if (match[1] === undefined || isHedged(text, match.index)) continue;
    claims.push({ option: letterIndex(match[1]), method: "answer-phrase" });
  }
  return claims;
}

const bareLine = new RegExp(`^${open}([A-Za-z])${close}[.。,,:;]?$`);
const lineStart = new RegExp(
  `^${open}([A-Z])(?:${close}[.):,、。]|[)\\]}】」])(?![\\p{Script=Latin}\\p{N}])|^([A-Z])(?= [-–—] )`,
  "u",
);

/**
 * Returns what lines state that consist of a letter, or start with one: "B", "B. Motion blur", "(B) because …".
 * Lines that go through several letters are a list, and state nothing.
 */
export function lineClaims(text: string, options: OptionTexts): Claim[] {
  const lines = text.split("\n").flatMap((line, number): MarkedLine[] => {
    const bare = bareLine.exec(line)?.[1];
    const start = lineStart.exec(line);
    return bare === undefined && start === null ? [] : [{ line, number, bare, start }];
  });
  if (lines.length > mostClaims) return [tooMany];
  const bare = lines.flatMap(({ bare: letter, number }): Claim[] => {
    if (letter === undefined || (number > 0 && letter !== letter.toUpperCase())) return [];
    return [{ option: letterIndex(letter), method: number === 0 ? "letter-first" : "last-letter" }];
  });
  const started = lines.flatMap(({ line, bare: letter }): Claim[] => {
    if (letter !== undefined) return [];
    const from = line.replace(/^["'([{「『【<]+/, "");
    const claims = claimsOfLetter(from, options, "letter-first");
    // "A:" before free text is how a question-and-answer transcript marks its answer.
    return /^A ?:/.test(from) && claims.length < 2 ? [] : claims;
  });
  const letters = new Set(started.map(({ option }) => option));
  return letters.size > 1 && isList(lines) ? bare : [...bare, ...started];
}

/** A line that is or starts with a letter. */
type MarkedLine = { line: string; number: number; bare: string | undefined; start: RegExpExecArray | null };

function isList(lines: readonly MarkedLine[]): boolean {
  const starts = lines.flatMap(({ start }) => start?.[1] ?? start?.[2] ?? []);
  return new Set(starts).size > 1;
}

const bracketed =
  /[([【]([A-Z])[)\]】]|\b(?:[Oo]ption|[Cc]hoice) ([A-Z])(?![\p{Script=Latin}\p{N}'])|选项 ?([A-Z])/gu;

/** Returns the letters a text mentions as "(B)" or "option B", denied ones left out. */
export function mentionedLetters(text: string): Claim[] {
  const found = Array.from(text.matchAll(bracketed));
  if (found.length > mostClaims) return [tooMany];
  return found.flatMap((match): Claim[] => {
    const letter = match[1] ?? match[2] ?? match[3];
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    const rejected = /^ ?(?:(?:is|would be|seems) (?:not|wrong|incorrect|unlikely)|isn't|\?|不)/.test(after);
    if (letter === undefined || rejected || isHedged(text, match.index)) return [];
    return [{ option: letterIndex(letter), method: "letter-in-text" }];
  });
}
