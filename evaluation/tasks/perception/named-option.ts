import { isHedged } from "#/evaluation/tasks/perception/claim-scope.ts";
import { type ItemWords, standsAlone } from "#/evaluation/tasks/perception/item-words.ts";

/** `start` and `end` are offsets in the lower-case text. */
type Mention = { index: number; start: number; end: number };

type Polarity = "affirmed" | "denied" | "unsure";

const longestSearched = 600;

/**
 * Returns the one option a short text names, in words that do not deny it; null when there are none or several.
 * Where the question asks for what is not there, it is the one option the text denies; where one of two options
 * denies the other, denying one names the other. Words for yes and no stand for too much and are never looked for.
 */
export function namedOption(text: string, item: ItemWords): number | null {
  if (text.length > longestSearched || item.particles !== null) return null;
  const lower = text.toLowerCase();
  const found = mentionsIn(lower, item).map((mention) => ({
    ...mention,
    polarity: polarityOf(lower, mention, item),
  }));
  const ofPolarity = (polarity: Polarity) =>
    new Set(found.filter((mention) => mention.polarity === polarity).map(({ index }) => index));
  const affirmed = ofPolarity("affirmed");
  // What is neither said nor denied leaves the choice open.
  if (found.some(({ index, polarity }) => polarity === "unsure" && !affirmed.has(index))) return null;
  const denied = ofPolarity("denied");
  const chosen = item.isNegated ? denied : affirmed;
  const [only] = chosen;
  if (chosen.size === 1 && only !== undefined) {
    const isContradicted = (item.isNegated ? affirmed : denied).has(only);
    return isContradicted ? null : only;
  }
  if (item.isNegated || affirmed.size > 0) return null;
  return complementOf(lower, denied, item);
}

function mentionsIn(text: string, item: ItemWords): Mention[] {
  const mentions: Mention[] = [];
  const free = (start: number, end: number) => mentions.every((m) => end <= m.start || start >= m.end);
  for (const option of item.texts) {
    for (let start = text.indexOf(option.text); start !== -1; start = text.indexOf(option.text, start + 1)) {
      const end = start + option.text.length;
      const twin = mentions.some((m) => m.start === start && m.end === end);
      if (standsAlone(text, start, end) && (twin || free(start, end)))
        mentions.push({ index: option.index, start, end });
    }
  }
  return mentions;
}

const negative = /^(?:not |non-?|un|in|im|dis|no |不|没有|没|无|非)/;

/** Returns what denying one of two options names, where the options are opposites by their words. */
function complementOf(text: string, denied: ReadonlySet<number>, item: ItemWords): number | null {
  const [longer, shorter] = item.texts;
  if (item.count !== 2 || !longer || !shorter) return null;
  if (longer.text.replace(negative, "") !== shorter.text || longer.text === shorter.text) return null;
  const derived = ["un", "in", "im", "dis", "non-"].some((prefix) => {
    const at = text.indexOf(prefix + shorter.text);
    return at !== -1 && standsAlone(text, at, at + prefix.length + shorter.text.length);
  });
  return (derived || denied.has(shorter.index)) && !denied.has(longer.index) ? longer.index : null;
}

const deniedBefore =
  /(?:\b(?:not|never|no|neither|nor|without|cannot|lacks?|lack of|free (?:of|from)|absence of|rather than|instead of|followed by|except|unlike|excluding|hardly|barely|scarcely|less|far from|anything but|nowhere near|short of|fails? to|could be(?: much| a lot| a bit)? (?:more|less)|could (?:be|have been)|should (?:be|have been)|needs? to be|used to be|too (?:\p{L}{1,15} ){1,2}to (?:be )?|would have to be)\b|n't\b|>|不(?!错|同)|没|无(?!疑)|非(?!常)|未|欠|缺乏|而不是|远非|谈不上|算不上|称不上)/u;
const unsureBefore =
  /\b(?:than|if|whether|unless|between|either|or|compared (?:to|with)|as (?:opposed|if)|would be|whereas|question|asks?|options?)\b|还是|如果|是否|比|或/;
const lesser = /\b(?:more|rather)(?: \p{L}{1,15}){0,3} than (?:\p{L}{1,15} )?$/u;
const asking = /^\s{0,3}(?:how|which|what|is|are|does|do|can)\b/;
const deniedAfter =
  /^[\s"']*(?:-?free\b|(?:is|are|was|were|seems?|looks?|does|do|can) ?(?:completely |entirely |clearly |really )?(?:absent|missing|not\b|n't|wrong|incorrect|unlikely|hard|difficult|impossible|barely|hardly|never)|isn't|aren't|wasn't|doesn't|don't|cannot|can't|不(?!错)|没|并不|看不)/;
const unsureAfter = /^[\s"']*(?:or\b|\?|吗|还是|than\b|(?:that|whether|if|why|how|from) )/;
const clauseEnd =
  /[.,;:!?。、\n]|\b(?:(?<!(?:any|no)thing )but|however|though|although|yet|because|since|while|whereas)\b|但是?|而是|因为|所以/g;

function polarityOf(text: string, mention: Mention, item: ItemWords): Polarity {
  const { start, end } = mention;
  let clauseStart = 0;
  const before = text.slice(Math.max(0, start - 200), start);
  for (const match of before.matchAll(clauseEnd)) clauseStart = match.index + match[0].length;
  const clause = before.slice(clauseStart);
  const after = text.slice(end, end + 60);
  const isGreater = /\b(?:more|rather) $/.test(clause) && /^ than\b/.test(after);
  if (!isGreater && unsureAfter.test(after) && !/^\? ?(?:no|not|nope|不|否)\b/.test(after)) return "unsure";
  if (/^[\s"']*\? ?(?:no\b|not\b|nope|不|否)/.test(after)) return "denied";
  if (lesser.test(clause)) return "denied";
  if (unsureBefore.test(clause) || asking.test(clause) || isAsked(text, end)) return "unsure";
  if (deniedBefore.test(clause) || deniedAfter.test(after)) return "denied";
  if (isHedged(text, start) || isOtherSense(text, mention, item)) return "unsure";
  return "affirmed";
}

function isAsked(text: string, end: number): boolean {
  return /^[^.!?。!;\n]{0,150}\?/.test(text.slice(end, end + 160));
}

/** Words after an adjective that leave it a statement about the picture. */
const plainNext =
  /^(?:["')\]」』】,.;:!?。、\n\uE000-\uE1FF]|[-–—(/>]|$|(?:in|at|on|of|between|around|under|near|behind|along|among|without|and|because|since|as|with|due|for|to|is|are|was|were|be|seems?|looks?|appears?|overall|here|so|which|that|than|by|from|level|levels|quality|images?|pictures?|photos?|photographs?|scene|one|ones|option|choice|condition|degree|issues?|problems?|effects?|look|impression|appearance|although|though|while|but|when|where|rather|enough|throughout|within|across|can|has|have|stands?|dominates?|affects?|makes?|draws?)\b|[\p{L}]{2,20}ly\b)/u;

const asksForThing = /^(?:which|what|where|who)\b/;

/** "a dark coat" says nothing of the picture, 清晰度 is not 清晰, and 高 is part of other words. */
function isOtherSense(text: string, { start, end }: Mention, item: ItemWords): boolean {
  const next = text.slice(end, end + 40);
  if (/\p{Script=Han}/u.test(text.charAt(end - 1))) return isPartOfWord(text, start, end, item);
  if (/^-\p{L}/u.test(next)) return true;
  const bare = next.replace(/^[ ]/, "");
  if (plainNext.test(bare)) return false;
  const word = firstWord(bare);
  const isOfQuestion = isAskedOf(word, item);
  const isSubject =
    word.endsWith("s") &&
    asksForThing.test(item.question) &&
    !/\ban? (?:\p{L}{1,15} ){0,2}$/u.test(text.slice(Math.max(0, start - 40), start));
  // "High sharpness means …" tells what a word is.
  const isSaid = isOfQuestion && plainNext.test(withoutAsked(bare, item));
  return !isSaid && !isSubject;
}

function firstWord(text: string): string {
  return /^[\p{L}\p{N}'-]{1,30}/u.exec(text)?.[0] ?? "";
}

function isAskedOf(word: string, item: ItemWords): boolean {
  return word !== "" && item.question.includes(word.replace(/s$/, ""));
}

/** Without the words of the question that a text begins with, such as "color tone". */
function withoutAsked(text: string, item: ItemWords): string {
  let rest = text;
  for (let word = firstWord(rest); isAskedOf(word, item); word = firstWord(rest)) {
    if (plainNext.test(rest)) break;
    rest = rest.slice(word.length).replace(/^[ ]/, "");
  }
  return rest;
}

const degree =
  /(?:很|较|比较|偏|非常|是|为|属于|太|最|程度|水平|级别|极|极其|稍|有点|略|相当|十分|呈|更|[:,。、\s"「]|^)$/;

function isPartOfWord(text: string, start: number, end: number, item: ItemWords): boolean {
  const next = text.slice(end, end + 8);
  if (/^(?:度|性|感|率|化|程度|值)/.test(next)) return true;
  if (/^的/.test(next) && !/^的(?:[.,。,!;\n]|$|图|照|画|相|效|质|状|水|程|情)/.test(next))
    return !item.question.includes(next.slice(1, 3));
  if (end - start > 1) return false;
  return (
    !degree.test(text.slice(Math.max(0, start - 4), start)) ||
    /^\p{Script=Han}/u.test(next.replace(/^[的了吧呢]/, ""))
  );
}
