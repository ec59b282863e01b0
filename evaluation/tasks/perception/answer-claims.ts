import { type AnswerCue, answerCues, verdictsOn } from "#/evaluation/tasks/perception/answer-cues.ts";
import { isHedged, isWithdrawn } from "#/evaluation/tasks/perception/claim-scope.ts";
import { type ItemWords, optionAt, trimEnds } from "#/evaluation/tasks/perception/item-words.ts";
import {
  isExplicit,
  referenceClass,
  referredOption,
} from "#/evaluation/tasks/perception/option-references.ts";
import { particleAt } from "#/evaluation/tasks/perception/yes-or-no.ts";

export type ClaimMethod =
  | "letter-first"
  | "last-letter"
  | "answer-phrase"
  | "leading-particle"
  | "option-text";

/**
 * What a text states as its answer from a place on. An `option` beyond the item's options makes the text unreadable.
 * `isFinal`: it is said to replace what came before.
 */
export type Claim = { at: number; end: number; option: number; method: ClaimMethod; isFinal: boolean };

/** Each takes a look around it; a text that states more is unreadable, whatever it states. */
const mostClaims = 1000;
const tooMany: Claim = {
  at: 0,
  end: 0,
  option: Number.POSITIVE_INFINITY,
  method: "answer-phrase",
  isFinal: true,
};

const closers = String.raw`["')\]}」』】>]{0,4}`;
/** What follows an answer that is not the beginning of something else. */
const endsHere = new RegExp(
  String.raw`^${closers}(?:[ ]?[.,;:!。、\n\uE000|]|\s*$|[ ]?[-–—(=]|[ ](?:because|since|as|due to|for|which|based on|given|here|in (?:this|the|my)|though|although|but|while|however|and (?:not|it|the)|instead|overall|at|when|now|then|rather|with|from|to me|is (?:the )?(?:correct|right|best|answer|most)|fits|best|would be|is my|on)\b|[ ]?[是因项吧了才呢。])`,
  "u",
);
const asks = new RegExp(`^${closers}[ ]?\\?`);
const final =
  /\b(?:final(?:ly)?|corrected|correction|revised|updated|ultimately|in the end|conclusion|therefore the answer)\b|最终|更正|修正|改为|改选|综上/i;
const afterPerhaps = /^[^\p{L}]*(?:perhaps|maybe|probably|possibly|i think|i guess|i'd guess)\b/iu;

/** Returns all that a marked text (see markReferences) states as its answer, in no order. */
export function claimsIn(text: string, item: ItemWords): Claim[] {
  const claims: Claim[] = [];
  const lower = text.toLowerCase();
  let found = 0;
  for (const cue of answerCues(text)) {
    found += 1;
    if (found > mostClaims) return [tooMany];
    const claim = claimAt(text, lower, cue.end, item) ?? claimBefore(text, lower, cue, item);
    if (claim === null || isHedged(text, cue.start) || isWithdrawn(text, claim.end)) continue;
    const before =
      text
        .slice(Math.max(0, cue.start - 25), cue.start)
        .split(/[.\n]/)
        .at(-1) ?? "";
    claims.push({ at: cue.start, ...claim, method: "answer-phrase", isFinal: final.test(before + cue.text) });
  }
  for (const { start, end, text: reference } of verdictsOn(text)) {
    found += 1;
    if (found > mostClaims) return [tooMany];
    const option = referredOption(reference);
    if (option === null || isHedged(text, start) || isWithdrawn(text, end) || asks.test(text.slice(end)))
      continue;
    claims.push({ at: start, end, option, method: "answer-phrase", isFinal: false });
  }
  const lines = sentenceClaims(text, item);
  return lines === null ? [tooMany] : [...claims, ...lines];
}

/** Returns the option that is named right here and is not the beginning of something else. */
function claimAt(
  text: string,
  lower: string,
  at: number,
  item: ItemWords,
): { option: number; end: number } | null {
  const rest = text.slice(at, at + 400);
  const reference = referredOption(rest[0]);
  if (reference !== null)
    return endsHere.test(rest.slice(1)) && !asks.test(rest.slice(1))
      ? { option: reference, end: at + 1 }
      : null;
  const letter = /^[a-h](?![\p{Script=Latin}\p{N}'])/u.exec(rest)?.[0];
  if (letter !== undefined && /^["')\]]{0,2}[.!]?\s*$|^["')\]]{0,2}[.,;:]/.test(rest.slice(1)))
    return { option: letter.charCodeAt(0) - 97, end: at + 1 };
  const named = optionAt(lower, at, item.texts) ?? particleAt(lower, at, item);
  if (named === null) return null;
  const end = at + named.length;
  const after = text.slice(end, end + 40);
  return /^["')\]}」』】]{0,3}(?:[ ]?[.,;!。\n\uE000]|\s*$|[ ](?:because|since|as|due to|in (?:this|the)|for this|overall)\b|[ ]?[-–—(]|因为|的?[.。]|了)/.test(
    after,
  )
    ? { option: named.index, end }
    : null;
}

/** "The" and 是 may belong to the option's own text. */
function claimBefore(
  text: string,
  lower: string,
  cue: AnswerCue,
  item: ItemWords,
): { option: number; end: number } | null {
  const article = /(?:\bthe |\ban? |[是不])$/i.exec(cue.text)?.[0];
  return article === undefined ? null : claimAt(text, lower, cue.end - article.length, item);
}

const sentence = /[^\n.!?。;]{0,400}(?:\.(?=\S)[^\n.!?。;]{0,200}){0,4}[\n.!?。;]?/g;
const opener = String.raw`^[\s\uE000"'(\[「]{0,3}(?:(?:it's|it is|that's|that is|this is|i think|i guess|i believe|i'd say|definitely|clearly|probably|perhaps|maybe|possibly|certainly|mostly|likely|most likely|simply|just|well|okay|ok|sure|yes|hmm|option|choice|answer|letter|only|so|then|my answer|我选|选|就|是|应该是|应是|可能是)[ ,:]{0,2}){0,3}["'(\[「]?`;
const bareReference = new RegExp(
  `${opener}([${referenceClass}])["')\\]」]{0,2}[ ]?(?:it is|对|吧)?[ ]?([.!?。;,:]?)["')]?\\s*$`,
  "iu",
);
const startingReference = new RegExp(
  `^[\\s\\uE000"'(\\[「]{0,3}([${referenceClass}])${closers}(?:[ ]?[,:;=](?=[ \\p{L}])|[ ][-–—](?=[ ])|[ ]?[–—]|[ ]\\(|[ ](?:because|since|as|due to|for the|given)\\b|,?因为)`,
  "iu",
);

/** `isBare`: a line that is a letter alone, and so no entry of a list of options. */
type Said = Claim & { isBare: boolean };
type Line = { claims: Said[]; start: string | undefined };

/** Returns what sentences state that are an option's name and no more, or begin with it; null where they are too many. */
function sentenceClaims(text: string, item: ItemWords): Claim[] | null {
  const lines: Line[] = [];
  let at = 0;
  let found = 0;
  for (const line of text.split("\n")) {
    const claims = claimsOfLine(line, at, text, item);
    found += claims.length;
    if (found > mostClaims) return null;
    lines.push({ claims, start: /^[\s\uE000"'(]{0,3}([\uE100-\uE1FF])/.exec(line)?.[1] });
    at += line.length + 1;
  }
  const starts = lines.flatMap(({ start }) => (start === undefined ? [] : [start.charCodeAt(0) & 0x3f]));
  const isList = new Set(starts).size > 1;
  return lines.flatMap(({ claims, start }) =>
    isList && start !== undefined ? claims.filter(({ isBare }) => isBare) : claims,
  );
}

function claimsOfLine(line: string, at: number, text: string, item: ItemWords): Said[] {
  return Array.from(line.matchAll(sentence)).flatMap(({ 0: said, index }): Said[] => {
    if (said.trim() === "") return [];
    const start = at + index;
    const claim = { at: start, end: start + said.length, isFinal: false };
    const bare = bareReference.exec(said);
    if (bare) {
      const option = referredOption(bare[1]);
      if (option === null || (bare[2] === "?" && !afterPerhaps.test(said))) return [];
      const isBare = !isExplicit(bare[1] ?? "") && said.trim().length >= line.trim().length - 1;
      const method = isBare && (at > 0 || index > 0) ? "last-letter" : "letter-first";
      return [{ ...claim, option, method, isBare }];
    }
    const starting = startingReference.exec(said);
    const option = referredOption(starting?.[1]);
    if (option !== null && !isTranscriptMark(starting?.[0] ?? "") && !isHedged(text, start))
      return isWithdrawn(text, start + 2)
        ? []
        : [{ ...claim, option, method: "letter-first", isBare: false }];
    return bareText(said, item).map((named) => ({
      ...claim,
      option: named,
      method: "option-text",
      isBare: false,
    }));
  });
}

/** "A:" before free text is how a question-and-answer transcript marks its answer. */
function isTranscriptMark(start: string): boolean {
  return /^[\s\uE000]{0,3}\uE140 ?:/.test(start);
}

/** Returns the option whose text a sentence is and no more. */
function bareText(said: string, item: ItemWords): number[] {
  if (said.includes("?")) return [];
  const trimmed = trimEnds(said.replaceAll("\uE000", "").toLowerCase());
  const bare = trimmed.replace(/^(?:an?|the|it's|it is|definitely|clearly|probably|overall) (?=\S)/, "");
  const found = [trimmed, bare]
    .map((words) => item.texts.filter(({ text }) => text === words))
    .find((named) => named.length > 0);
  const [only] = found ?? [];
  if (only === undefined || found?.length !== 1) return [];
  const isParticle = only.index === item.particles?.yes || only.index === item.particles?.no;
  return isParticle ? [] : [only.index];
}
