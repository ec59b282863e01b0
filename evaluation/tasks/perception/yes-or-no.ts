import { type ItemWords, standsAlone } from "#/evaluation/tasks/perception/item-words.ts";

const says = {
  yes: [
    "affirmative",
    "definitely",
    "absolutely",
    "certainly",
    "indeed",
    "yeah",
    "yep",
    "yup",
    "yes",
    "肯定的?",
    "是的",
    "对的",
    "没错",
    "确实",
    "有的",
    "会的",
    "对",
    "是",
    "有",
  ],
  no: [
    "not really",
    "not at all",
    "negative",
    "absolutely not",
    "definitely not",
    "certainly not",
    "nope",
    "nah",
    "no",
    "否定的?",
    "没有的?",
    "不是的?",
    "并没有",
    "并不是?",
    "并非",
    "不对",
    "不会",
    "不能",
    "否",
    "无",
    "不",
  ],
} as const;

const opening = new RegExp(
  `^["'(\\[「]{0,2}(?:(?:well|ok|okay|hmm|sure|oh|so|answer|mostly|probably|rather|overall|sadly|unfortunately)[,:]? )?(${[...says.no, ...says.yes].join("|")})(?=(?<follow>["')\\]」]{0,2}(?:[ ]?[,.;:!。\\n\\uE000]|\\s*$|[ ][-–—]|[ ]?\\(|[ ](?:it|there|they|this|that|the|i)\\b|,?因为)))`,
  "iu",
);
const polite =
  /^["')\]」]{0,2}[ ]?[,.;:!。\n-]{0,2}[ ]?(?:(?:i|we)(?:'m| am|'ll| will|'d| would| can| could| cannot| can't| am)? ?(?:(?:also |certainly |clearly |definitely |gladly |not |unable to |happy to |here to |able to |be able to |be happy to )){0,3}(?:help|assist|ready|glad|going to|do that|do this|see (?:the|this|your|an?|any) (?:image|picture|photo)|see images|view|access|look|take a look|analy[sz]e|describe|answer|provide|process|evaluate|unable)|let me|let's|of course|here(?:'s| is| are)|happy to|problem|worries|sure|please|image|picture|1\b|\d|and\b|or\b|和|或|doubt|我(?:可以|能|来|无法|不能)|让我|请|没问题|当然)/iu;
const pronouns = "(?:it|they|this|that|there|he|she|the (?:image|picture|photo|subject))";
const proVerb = new RegExp(
  `^${pronouns} (?:(?:certainly|definitely|clearly|really|absolutely) )?(?:do|does|is|are|was|were|has|have|can|did)( not|n't)?(?: (?:indeed|at all|really))?[.!]?$`,
  "i",
);

const word = new RegExp(`(?:(${says.no.join("|")})|(?:${says.yes.join("|")}))`, "iuy");

/** Returns the option for the word for yes or no that stands at a place of a text (lower case). */
export function particleAt(
  lower: string,
  at: number,
  item: ItemWords,
): { index: number; length: number } | null {
  if (item.particles === null) return null;
  word.lastIndex = at;
  const found = word.exec(lower);
  if (!found || !standsAlone(lower, at, at + found[0].length)) return null;
  const side = found[1] === undefined ? "yes" : "no";
  return { index: item.particles[side], length: found[0].length };
}

/**
 * Returns the option that a text opens with as an answer of its own ("No, the rope is sharp"), or that it says by a
 * verb alone ("It doesn't."); not where the word is politeness ("Yes, let me look").
 */
export function leadingParticle(text: string, item: ItemWords): number | null {
  const { particles } = item;
  if (particles === null) return null;
  const verb = proVerb.exec(text);
  if (verb) return verb[1] === undefined ? particles.yes : particles.no;
  const leading = opening.exec(text);
  if (!leading) return null;
  const rest = text.slice(leading[0].length);
  if (polite.test(rest)) return null;
  return particleAt(leading[1]?.toLowerCase() ?? "", 0, item)?.index ?? null;
}

const closing =
  /(?:^|[,:;.。\n][ ]?)(?:mostly|rather|probably|overall|definitely|clearly|so|just|a|the answer is|i(?:'d| would) say)?[ ]?["'(]?(yes|no|是的?|否)["')]?[.!。]?$/i;

/** Returns the option of the word for yes or no that a text ends with, behind a colon, a comma or a sentence. */
export function closingParticle(text: string, item: ItemWords): number | null {
  const word = closing.exec(text.slice(-40))?.[1]?.toLowerCase();
  if (item.particles === null || word === undefined) return null;
  return word === "no" || word === "否" ? item.particles.no : item.particles.yes;
}
