import { foldChinese } from "#/evaluation/tasks/answer-text/fold-chinese.ts";
import { answerMark, markedText } from "#/evaluation/tasks/answer-text/plain-text.ts";

export const ratingParserVersion = "rating-parser-v2";

const number = String.raw`([-+]?\d{1,9}(?:\.\d{1,9})?)(?!\.?\d)(?: ?(?:/|out of) ?(\d{1,9}))?`;
/** The number before it is one of several, or the end of a scale. */
const goesOn = String.raw`(?! ?(?:[-–—~,/&]|to\b|or\b|and\b|through\b|或|到|至|和|、) ?\d)`;
const label =
  "(?:score[ds]?|rating|rated?|completeness|precision|relevance|correctness|result|评分|打分|分数|得分|评级)";
const scale = String.raw`(?: ?[(\[][^()\[\]\n]{0,40}[)\]])?`;
const labelled = new RegExp(
  String.raw`((?:\b(?:final|corrected|revised|overall|total)|最终|修正后的?) ?)?${label}["']?${scale}["']? ?(?:(?:is|of|as|at|it|this|the description|would be|should be|will be|为|是|应为|应该是|[:=]|[-–—→](?= ))["']? ?){0,3}(?:a |an )?["'(\[]?${number}${goesOn}`,
  "gi",
);
const givenByJudge = new RegExp(
  String.raw`\b(?:i|we)(?:'d| would|'ll| will)? ?(?:rate|give|score|assign|award)[^\d\n]{0,40} ${number}${goesOn}`,
  "gi",
);
const givenInChinese = /(?:给|打|评|得)(?:予|出|了|为)?[^\d\n]{0,12}?(\d)(?! ?[-–—~到至或和、] ?\d) ?分/g;
const alone = new RegExp(String.raw`^[[("']?${number}[\])"']? ?(?:points?|分)?[.。]?$`, "i");
const leading = new RegExp(
  String.raw`^[[("']?${number}[\])"']?(?: ?[-–—:(,;]|[.。] |\n| because\b| since\b)${goesOn}(?! ?\d)`,
  "i",
);

/**
 * Reads a judge's reply as a whole rating from 0 to `highest`; null where it is invalid. Never guesses: prose
 * without a score of its own, numbers off the scale, scales of another height, and scores that differ are invalid.
 */
export function parseRating(reply: string, highest: number): number | null {
  const lines = foldChinese(markedText(reply)).split("\n");
  const marked = lines.filter((line) => line.includes(answerMark));
  const text = (marked.length > 0 ? marked : lines).join("\n").replaceAll(answerMark, "").trim();
  // An object that no score was read from.
  if (text.startsWith("{")) return null;
  const whole = alone.exec(text);
  if (whole) return rating(whole[1], whole[2], highest);
  const scores = scoresIn(text, highest);
  if (scores.length > 0) return agreed(scores);
  const given = [...text.matchAll(givenByJudge), ...text.matchAll(givenInChinese)];
  if (given.length > 0) return agreed(given.map(([, value, of]) => rating(value, of, highest)));
  // Fields of an object may be of different things.
  if (marked.length > 1) return null;
  const ends = [leading.exec(text), alone.exec(lines.at(-1) ?? "")].flatMap((match) =>
    match ? [match] : [],
  );
  return agreed(ends.map((match) => rating(match[1], match[2], highest)));
}

/** What is labelled as a score; "Score 1: part of it" explains the scale where there is another, and the final one replaces. */
function scoresIn(text: string, highest: number): (number | null)[] {
  const found = Array.from(text.matchAll(labelled), (match) => ({
    isFinal: match[1] !== undefined,
    explains: /^ ?[:=]/.test(text.slice(match.index + match[0].length, match.index + match[0].length + 2)),
    value: rating(match[2], match[3], highest),
  }));
  const stated = found.filter(({ explains }) => !explains);
  const known = stated.length > 0 ? stated : found;
  const final = known.filter(({ isFinal }) => isFinal);
  return (final.length > 0 ? final : known).map(({ value }) => value);
}

function agreed(values: readonly (number | null)[]): number | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

function rating(value: string | undefined, scale: string | undefined, highest: number): number | null {
  if (value === undefined || (scale !== undefined && Number(scale) !== highest)) return null;
  const score = Number(value);
  return /^\d+(?:\.0+)?$/.test(value) && score <= highest ? score : null;
}
