import { longestAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";
import { stripReasoning } from "#/evaluation/tasks/answer-text/strip-reasoning.ts";
import { visibleText } from "#/evaluation/tasks/description/answer-as-data.ts";
import { descriptionPrompt } from "#/evaluation/tasks/description/description-prompt.ts";
import { normalizeText } from "#/lib/normalize-text.ts";

/** Openers that fool judges although nothing follows them (Zhao et al. 2025, "One token to fool LLM-as-a-judge"). */
const anchors =
  /\b(?:thought process|let(?:'|’)?s (?:think|solve|go)(?: (?:about )?(?:this|it))?(?: problem)?(?: step by step)?|let me think(?: step by step)?|step by step|solution|final answer|answer|output|description|response|result|score|rating|the image|n\/a|none|null)\b|解题?|解答|答案|描述|评分|分数|思考过程/g;

const mark = /<[^<>]{0,80}>|\[\/?[A-Z]+\]|\[[^\]]{0,80}\]:? ?#?/g;
const leastRepetition = 8;
const spamWords = 8;
const spamShare = 0.25;

/** Returns what the model said, its reasoning apart, as it is judged and shown. */
export function judgedAnswer(response: string): string {
  return stripReasoning(response).trim();
}

/**
 * Returns whether an answer says nothing at all, so that it is rated 0 without a call: empty, punctuation, digits and
 * marks only, an opener without what it opens, the prompt repeated, or few words over and over.
 */
export function isContentFree(answer: string): boolean {
  const text = normalizeText(visibleText(answer), "NFKC").slice(0, longestAnswer).toLowerCase();
  const rest = withoutPrompt(text).replace(mark, " ").replace(anchors, " ");
  const words = rest.match(/\p{Script=Han}|[\p{L}\p{M}]{2,}/gu) ?? [];
  if (words.length === 0) return true;
  const distinct = new Set(words).size;
  return words.length >= leastRepetition && distinct <= spamWords && distinct / words.length < spamShare;
}

function withoutPrompt(text: string): string {
  const plain = (from: string) => from.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const prompt = plain(descriptionPrompt.toLowerCase());
  return plain(text).includes(prompt) ? plain(text).replaceAll(prompt, " ") : text;
}
