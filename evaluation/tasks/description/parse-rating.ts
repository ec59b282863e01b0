import { foldChinese } from "#/evaluation/tasks/answer-text/fold-chinese.ts";
import { answerMark, markedText } from "#/evaluation/tasks/answer-text/plain-text.ts";

export const ratingParserVersion = "rating-parser-v2";

const number = String.raw`([-+]?\d{1,9}(?:\.\d{1,9})?)(?!\.?\d)(?: ?(?:/|out of) ?(\d{1,9}))?`;
/** The number before it is one of several, or the end of a scale. */
const goesOn = String.raw`(?! ?(?:[-–—~,/&]|to\b|or\b|and\b|through\b|或|到|至|和|、) ?\d)`;
const label =
  "(?:scored?|rating|rated?|completeness|precision|relevance|correctness|result|评分|打分|分数|得分|评级)";
const scale = String.raw`(?: ?[(\[][^()\[\]\n]{0,40}[)\]])?`;
const labelled = new RegExp(
  String.raw`((?:\b(?:final|corrected|revised|overall|total)|最终|修正后的?) ?)?${label}["']?${scale}["']? ?(?:(?:is|of|as|at|it|this|the description|would be|should be|will be|为|是|应为|应该是|[:=])["']? ?){0,3}(?:a |an )?["'(\[]?${number}${goesOn}`,
  "gi",
);
const given = new RegExp(
  String.raw`\b(?:i|we)(?:'d| would|'ll| will)? ?(?:rate|give|score|assign|award)[^\d\n]{0,40} ${number}${goesOn}`,
  "gi",
);
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
  const found = [...text.matchAll(labelled)].map(([, final, value, of]) => ({
    isFinal: final !== undefined,
    value: rating(value, of, highest),
  }));
  const final = found.filter(({ isFinal }) => isFinal);
  if (found.length > 0) return agreed((final.length > 0 ? final : found).map(({ value }) => value));
  const stated = [...text.matchAll(given)].map(([, value, of]) => rating(value, of, highest));
  if (stated.length > 0) return agreed(stated);
  const ends = [leading.exec(text), alone.exec(lines.at(-1) ?? "")].flatMap((match) =>
    match ? [match] : [],
  );
  return agreed(ends.map((match) => rating(match[1], match[2], highest)));
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
