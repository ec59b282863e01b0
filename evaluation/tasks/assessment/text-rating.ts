import { foldChinese } from "#/evaluation/tasks/answer-text/fold-chinese.ts";
import { answerMark, markedText } from "#/evaluation/tasks/answer-text/plain-text.ts";

const number = String.raw`(?<![\d.,/+\-–−])(\d{1,3}(?:\.\d+)?)(?![\d,]|\.\d)`;
const scale = String.raw`\s*(?:/\s*100|out of 100|(?:on|from) a scale (?:of|from) 0 (?:to|-) 100|\(out of 100\)|分(?:[,(]?满分100分?\)?)?|points?|%)`;
const label =
  "(?:(?:final |overall |my |the |image |quality |visual )*(?:rating|score|quality|answer)|(?:最终|总体|整体|图像|画面|质量)*(?:评分|打分|得分|分数|质量))";
const bare = new RegExp(String.raw`^(?:${label}\s*(?:(?:is|of|为|是|[:=])\s*)?)?${number}(?:${scale})?$`);
const onScale = new RegExp(String.raw`${number}\s*(?:/\s*100|out of 100)`, "g");
const stated = new RegExp(
  String.raw`(?:(?:rat(?:e|ed|ing)|score[ds]?|gives?|assign(?:ed)?)\b|评分|打分|得分|分数)[^\d\n]{0,60}?${number}(?!\s*(?:/|out of|to|or|[-–−]))`,
);

function inRange(text: string | undefined): number | null {
  const rating = text === undefined ? Number.NaN : Number(text);
  return rating >= 0 && rating <= 100 ? rating : null;
}

/**
 * Returns the number of a reply to "from 0 (worst) to 100 (best)", or null. Accepted: the number alone ("73", "73.5.",
 * "Rating: 73"), one number on the asked scale ("73/100", "73 out of 100"), or one number in all that is said
 * to be the rating; where the reply marks its answer (`<answer>`, `\boxed{}`, JSON), there alone. Never guessed: other
 * scales ("7/10"), ranges, several numbers, numbers in words.
 */
export function parseTextRating(reply: string): number | null {
  const text = foldChinese(markedText(reply)).replace(/["']/g, "").toLowerCase();
  const marked = text.split("\n").filter((line) => line.includes(answerMark));
  if (marked.length === 0) return ratingIn(text.trim());
  const found = new Set(marked.map((line) => ratingIn(line.replaceAll(answerMark, "").trim())));
  const [only] = found;
  return found.size === 1 ? (only ?? null) : null;
}

function ratingIn(text: string): number | null {
  const alone = bare.exec(text.replace(/[.!。]$/, ""));
  if (alone) return inRange(alone[1]);
  const scaled = new Set([...text.matchAll(onScale)].map((match) => Number(match[1])));
  if (scaled.size === 1) return inRange(String([...scaled][0]));
  const numbers = text.match(/\d+(?:\.\d+)?/g) ?? [];
  return numbers.length === 1 ? inRange(stated.exec(text)?.[1]) : null;
}
