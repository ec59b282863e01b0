import { longestAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";
import { normalizeText } from "#/lib/normalize-text.ts";

const number = String.raw`(?<![\d.,/+\-–−])(\d{1,3}(?:\.\d+)?)(?![\d,]|\.\d)`;
const scale = String.raw`\s*(?:/\s*100|out of 100)`;
const bare = new RegExp(
  String.raw`^(?:(?:overall |image |quality )*(?:rating|score|quality)\s*(?:(?:is|[:=])\s*)?)?${number}(?:${scale})?$`,
);
const onScale = new RegExp(`${number}${scale}`, "g");
const stated = new RegExp(
  String.raw`(?:rat(?:e|ed|ing)|score[ds]?)\b[^\d\n]{0,60}?${number}(?!\s*(?:/|out of|to|or|[-–−%]))`,
);

function plain(reply: string): string {
  return normalizeText(withoutThinking(reply), "NFKC")
    .slice(0, longestAnswer)
    .replace(/[*_`"'“”]/g, "")
    .trim()
    .toLowerCase();
}

/** Blocks that are never closed stay. */
function withoutThinking(reply: string): string {
  let text = "";
  let at = 0;
  let opened = -1;
  for (const { 0: tag, index } of reply.matchAll(/<\/?think>/gi)) {
    const closes = tag.startsWith("</");
    if (!closes && opened === -1) opened = index;
    if (!closes || opened === -1) continue;
    text += `${reply.slice(at, opened)} `;
    at = index + tag.length;
    opened = -1;
  }
  return text + reply.slice(at);
}

function inRange(text: string | undefined): number | null {
  const rating = text === undefined ? Number.NaN : Number(text);
  return rating >= 0 && rating <= 100 ? rating : null;
}

/**
 * Returns the number of a reply to "from 0 (worst) to 100 (best)", or null. Accepted: the number alone ("73", "73.5.",
 * "Rating: 73"), one number on the asked scale ("73/100", "73 out of 100"), or one number in all that is said
 * to be the rating. Never guessed: other scales ("7/10"), ranges, several numbers, numbers in words.
 */
export function parseTextRating(reply: string): number | null {
  const text = plain(reply);
  const alone = bare.exec(text.replace(/[.!。]$/, ""));
  if (alone) return inRange(alone[1]);
  const scaled = new Set([...text.matchAll(onScale)].map((match) => Number(match[1])));
  if (scaled.size === 1) return inRange(String([...scaled][0]));
  const numbers = text.match(/\d+(?:\.\d+)?/g) ?? [];
  return numbers.length === 1 ? inRange(stated.exec(text)?.[1]) : null;
}
