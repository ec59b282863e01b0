import { type ItemWords, optionAt } from "#/evaluation/tasks/perception/item-words.ts";

/**
 * In a marked text one character stands for what names an option: a letter alone (`plain`), or a form that can only
 * be an option such as "(B)", "option B", "B. Low", "the second one" (`explicit`). `conflict` stands for a letter with
 * another option's text, `group` for several options in a row, `rejected` and `rejectedGroup` for what is denied.
 */
const codes = {
  explicit: 0xe100,
  plain: 0xe140,
  rejected: 0xe180,
  rejectedGroup: 0xe1fc,
  group: 0xe1fd,
  conflict: 0xe1fe,
} as const;

const most = 0x40;
const explicitClass = "\\uE100-\\uE13F\\uE1FE";
/** A character class without its brackets, as the others. */
export const referenceClass = `${explicitClass}\\uE140-\\uE17F\\uE1FD`;
export const rejectedClass = "\\uE180-\\uE1BF\\uE1FC";
export const groupClass = "\\uE1FD";

/** Returns the option a reference stands for: infinity for several or for a conflict, null where it is no reference. */
export function referredOption(character: string | undefined): number | null {
  const code = character?.charCodeAt(0) ?? 0;
  if (code === codes.group || code === codes.conflict) return Number.POSITIVE_INFINITY;
  if (code >= codes.explicit && code < codes.explicit + most) return code - codes.explicit;
  return code >= codes.plain && code < codes.plain + most ? code - codes.plain : null;
}

export function rejectedOption(character: string): number | null {
  const code = character.charCodeAt(0);
  return code >= codes.rejected && code < codes.rejected + most ? code - codes.rejected : null;
}

export function isExplicit(character: string): boolean {
  const code = character.charCodeAt(0);
  return code === codes.conflict || (code >= codes.explicit && code < codes.explicit + most);
}

const candidate =
  /(?<![\p{Script=Latin}\p{N}\p{M}_&]|[\p{L}\p{N}][-'&]|\d[,:])[A-Za-z1-9](?![\p{Script=Latin}\p{N}\p{M}_%&]|[-'&][\p{L}\p{N}]|[.,:/]\d|\.[A-Z]\.)/gu;
const opened = /[(["'「『【<{]{1,2}$/;
const closing = /^[)\]"'」』】>}]{1,2}/;
const separator = /^(?:[.:、,=]|\s?[-–—:=(]{1,2}(?=\s?\S))?[ ]?/;
const endsOption =
  /^[)\]"'」』】>}]*(?:[ ]?[.,;!?。、\n)]|\s*$|[ ](?:because|since|as|which|is|-|–|—|\()|,?因为)/;
/** What may follow "A" where it is no article. */
const afterA =
  /^(?:["')\]」』】>]*(?:[.,:;!?。、)\n=/|]|\s*$)|[ ](?:[-–—(/|&+:=]|(?:is|was|would|seems|looks|because|since|as|and|or|due|fits|best|matches|describes|instead|rather|for|here|but|if|not|over|too|does|doesn't|isn't|cannot|can|should|must|has|might|may|vs|though|while|it|option|corresponds|appears|correctly)\b)|[ ]?\p{Script=Han})/u;

/** A text with more of them is no answer, and each takes a look around it. */
const mostCandidates = 5000;

/** Returns the text with its references to options marked; null where there are too many to be an answer. */
export function markReferences(text: string, item: ItemWords): string | null {
  let candidates = 0;
  for (const _ of text.matchAll(candidate)) {
    candidates += 1;
    if (candidates > mostCandidates) return null;
  }
  return asRejected(asGroups(nounForms(letterForms(text, item), item)));
}

type Found = { start: number; end: number; mark: string };

function letterForms(text: string, item: ItemWords): string {
  const lower = text.toLowerCase();
  let out = "";
  let at = 0;
  for (const { 0: name, index } of text.matchAll(candidate)) {
    if (index < at) continue;
    const found = referenceAt(text, lower, index, name, item);
    if (found === null) continue;
    out += text.slice(at, found.start) + found.mark;
    at = found.end;
  }
  return out + text.slice(at);
}

function referenceAt(
  text: string,
  lower: string,
  index: number,
  name: string,
  item: ItemWords,
): Found | null {
  const named = readName(name, item);
  if (named === null) return null;
  const { option, inRange, isUpper, isNumber } = named;
  const open = opened.exec(text.slice(Math.max(0, index - 2), index))?.[0] ?? "";
  const start = index - open.length;
  const isAtStart = /(?:^|[\n\uE000])["'([]{0,2}$/.test(text.slice(Math.max(0, index - 3), index));
  if (inRange && (isUpper || open !== "" || isAtStart)) {
    const labelled = labelledAt({ text, lower, index, option, item, isUpper });
    if (labelled !== null) return { start, ...labelled };
  }
  const rest = text.slice(index + 1, index + 400);
  const close = open === "" ? "" : (closing.exec(rest)?.[0] ?? "");
  const bracketed = { start, end: index + 1 + close.length, mark: mark("explicit", option) };
  if (isNumber) return close !== "" && isAlone(text, bracketed) ? bracketed : null;
  if (close !== "" && (isUpper || /[([【]/.test(open))) return bracketed;
  const isArticle = name === "A" && !afterA.test(rest);
  return isUpper && !isArticle ? { start: index, end: index + 1, mark: mark("plain", option) } : null;
}

type Name = { option: number; inRange: boolean; isUpper: boolean; isNumber: boolean };

function readName(name: string, item: ItemWords): Name | null {
  const isNumber = name >= "1" && name <= "9";
  const option = isNumber ? Number(name) - 1 : name.toUpperCase().charCodeAt(0) - 65;
  const inRange = option < item.count;
  const isUpper = !isNumber && name === name.toUpperCase();
  const isKnown = isNumber ? inRange && !item.hasNumbers : inRange || (isUpper && option < foreignLetters);
  return isKnown ? { option, inRange, isUpper, isNumber } : null;
}

/** Letters that name an option even where the item has no such option. */
const foreignLetters = 8;

function isAlone(text: string, { start, end }: Found): boolean {
  return !/[^\s.]/.test(text.slice(0, start)) && !/[^\s.]/.test(text.slice(end));
}

function mark(kind: "explicit" | "plain" | "rejected", option: number): string {
  return String.fromCharCode(codes[kind] + option);
}

type LabelPlace = {
  text: string;
  lower: string;
  index: number;
  option: number;
  item: ItemWords;
  isUpper: boolean;
};

/** Returns what "B. Low", "(B) Low", "B (Low)" stand for, or null where no option's text follows. */
function labelledAt({ text, lower, index, option, item, isUpper }: LabelPlace): Omit<Found, "start"> | null {
  const rest = text.slice(index + 1, index + 12);
  const close = closing.exec(rest)?.[0] ?? /^[.)]{1,2}/.exec(rest)?.[0] ?? "";
  const separated = close + (separator.exec(rest.slice(close.length))?.[0] ?? "");
  if (separated === "" || (separated.trim() === "" && !isUpper)) return null;
  const quote = /^["'「]/.exec(rest.slice(separated.length))?.[0] ?? "";
  const from = index + 1 + separated.length + quote.length;
  const named = optionAt(lower, from, item.texts);
  if (named === null) return null;
  const after = text.slice(from + named.length, from + named.length + 40);
  const end = from + named.length + (/^[)\]"'」』】>}]+/.exec(after)?.[0].length ?? 0);
  const isLoose = separated.trim() === "";
  if (named.index === option)
    return isLoose && !endsOption.test(after) ? null : { end, mark: mark("explicit", option) };
  return !isLoose && endsOption.test(after) ? { end, mark: String.fromCharCode(codes.conflict) } : null;
}

const anyReference = `[${referenceClass}]`;
const noun = new RegExp(
  `(?:(?<![\\p{L}])(?:options?|choice|alternative|letter|answer)|选项)[ ]?(?:(${anyReference})|["'(\\[]?([1-9a-h一二三四])["')\\]]?(?![\\p{Script=Latin}\\p{N}'-]|[ ][\\p{Script=Latin}]))`,
  "giu",
);
const nounAfter = /([\uE140-\uE17F])[ ]?(?:选项|项(?!目))/gu;
const ordinal =
  /(?:\bthe )?\b(first|second|third|fourth|1st|2nd|3rd|4th|last)(?: \(?(?:one|option|choice|answer|alternative)\b\)?)|\bnumber ([1-4])\b(?! [\p{L}])|第([一二三四1-4])(?:个|项)?(?:选项|答案|(?=[.。,!;\n]|是|$))/giu;
const ordinals: Readonly<Record<string, number>> = {
  first: 0,
  second: 1,
  third: 2,
  fourth: 3,
  "1st": 0,
  "2nd": 1,
  "3rd": 2,
  "4th": 3,
  一: 0,
  二: 1,
  三: 2,
  四: 3,
  1: 0,
  2: 1,
  3: 2,
  4: 3,
};

/** "option B", "选项2", "B选项", "the second one". */
function nounForms(text: string, item: ItemWords): string {
  const named = text
    .replace(noun, (whole, reference: string | undefined, name: string | undefined) => {
      if (reference !== undefined) return asExplicit(reference);
      const option = ordinalOf(name, item) ?? (name ?? "").toLowerCase().charCodeAt(0) - 97;
      return option >= 0 && option < item.count ? mark("explicit", option) : whole;
    })
    .replace(nounAfter, (_, reference: string) => asExplicit(reference));
  if (item.hasNumbers) return named;
  return named.replace(ordinal, (whole, ...[word, digit, chinese]: (string | undefined)[]) => {
    const name = (word ?? digit ?? chinese ?? "").toLowerCase();
    const option = name === "last" ? item.count - 1 : (ordinals[name] ?? item.count);
    return option < item.count ? mark("explicit", option) : whole;
  });
}

function ordinalOf(name: string | undefined, item: ItemWords): number | undefined {
  return item.hasNumbers || name === undefined ? undefined : ordinals[name];
}

function asExplicit(reference: string): string {
  const option = referredOption(reference);
  return option === null || option === Number.POSITIVE_INFINITY ? reference : mark("explicit", option);
}

const joint = String.raw`[ ]?(?:/|、|&|\+|\||,? ?(?:\b(?:or|and|and/or|vs\.?|versus|nor)\b|或者?|和|与|及|以及|还是))[ ]?(?:(?:also|maybe|perhaps|possibly|even|either) )?`;
const group = new RegExp(
  `${anyReference}(?:(?:${joint}|, ?)${anyReference}){0,8}${joint}${anyReference}|${anyReference}(?:, ?${anyReference}){1,8}(?=[ ]?(?:$|[.,;!?)。\\n]))`,
  "giu",
);

function asGroups(text: string): string {
  return text.replace(group, (whole) => {
    const options = new Set([...whole].map(referredOption).filter((option) => option !== null));
    const [only] = options;
    return options.size === 1 && only !== undefined && Number.isFinite(only)
      ? mark("explicit", only)
      : String.fromCharCode(codes.group);
  });
}

const negation = String.raw`(?:\b(?:not|never|neither|nor|cannot be|can't be|rather than|instead of|as opposed to|unlike|excluding|except(?: for)?|over|eliminat\w{1,5}|reject\w{0,3}|discard\w{0,3}|exclud\w{1,3}|dismiss\w{0,3}|(?:rul\w{1,3}|cross\w{0,3}|throw\w{0,3}) out)|n't(?: be)?|不是|不选|不应选|不应该选|别选|不会是|不可能是|并非|而非|排除了?|除了)[ ]?(?:(?:it is|is|the|option|answer) ){0,2}["'(]?`;
const badNoun = String.raw`(?:\b(?:wrong|incorrect|worst|false|bad|poorest|invalid|least \w{1,15}|unlikely|other) (?:answer|option|choice|pick|one|response|guess)s?\b(?: (?:is|are|was|would be|here is))?[ ]?[:=]?|(?:错误|不正确|错的|最差|最不\p{Script=Han}{1,4}|不对)的?(?:答案|选项|选择)?(?:应该)?(?:是|为|:)[ ]?)[ ]?(?:the )?`;
const badAfter = String.raw`["')\]」]?[ ]?(?:(?:(?:is|was|are|were|would be|seems?|looks?|appears?|must be|can be|could be)(?: to be)?|'s)[ ](?:(?:also|clearly|definitely|obviously|therefore|thus|simply|probably|likely|all|both|just|far|much|certainly|perhaps|still|actually)[ ]){0,2}(?:not(?! only| present| visible| there| in\b| found| seen| observed| noticeable| evident| an? (?:problem|issue))|wrong|incorrect|excluded|eliminated|ruled out|out(?! of)|too|unlikely|false|invalid|implausible|impossible|less|inaccurate|inappropriate|unsuitable|off\b)|(?:isn't|aren't|wasn't)(?! (?:present|visible|there|in|found|seen|observed|noticeable|evident|an? (?:problem|issue)))|(?:doesn't|does not|do not|don't|cannot|can't|won't|would not|wouldn't) (?:fit|match|apply|describe|correspond|hold|work|seem|reflect|capture|suit|quite|really|make sense|align|be)\b|contradicts|(?:也|都|就|明显|显然|肯定){0,2}(?:不|错|被排除|排除|有误|没有|并不|并非|太|过于))`;
const rejection = new RegExp(
  `(?:${negation}|${badNoun})(${anyReference})|(${anyReference})(?=${badAfter})`,
  "giu",
);

function asRejected(text: string): string {
  return text.replace(rejection, (_, denied: string | undefined, followed: string | undefined) => {
    const option = referredOption(denied ?? followed) ?? Number.POSITIVE_INFINITY;
    return Number.isFinite(option) ? mark("rejected", option) : String.fromCharCode(codes.rejectedGroup);
  });
}
