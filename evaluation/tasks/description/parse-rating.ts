import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";

export const ratingParserVersion = "rating-parser-v1";

const label = "(?:score|rating|评分|分数|得分)";
const number = "([-+]?\\d+(?:\\.\\d+)?)(?: ?(?:\\/|out of) ?(\\d+))?";
const labelled = new RegExp(`${label}["']? ?(?:is|of|为|是|[:=])? ?${number}([^\\n]*)`, "gi");
const bare = new RegExp(`^${number}\\.?$`, "i");

/**
 * Reads a judge's reply as a whole rating from 0 to `highest`; null where it is invalid. Never guesses: prose
 * without a labelled score, numbers off the scale, scales of another height, and scores that differ are invalid.
 */
export function parseRating(reply: string, highest: number): number | null {
  const text = plainText(reply);
  const json = fromJson(text);
  if (json !== undefined) return whole(json, highest);
  const alone = bare.exec(text.replace(/^[[(]([^[\]()]*)[\])]$/, "$1"));
  if (alone) return rating(alone[1], alone[2], highest);
  const found = [...text.matchAll(labelled)].map(([, value, scale, rest = ""]) =>
    /\d/.test(rest) ? null : rating(value, scale, highest),
  );
  const [first] = found;
  return first !== undefined && found.every((value) => value === first) ? first : null;
}

function rating(value: string | undefined, scale: string | undefined, highest: number): number | null {
  return scale !== undefined && Number(scale) !== highest ? null : whole(value, highest);
}

function whole(value: unknown, highest: number): number | null {
  if (typeof value === "string" && !/^\d+(?:\.0+)?$/.test(value.trim())) return null;
  if (typeof value !== "string" && typeof value !== "number") return null;
  const score = Number(value);
  return Number.isInteger(score) && score >= 0 && score <= highest ? score : null;
}

/** Returns the score of a JSON object that names exactly one; undefined where the text is no JSON object. */
function fromJson(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    const object = JSON.parse(text) as Record<string, unknown>;
    const scores = Object.entries(object).filter(([key]) => /^(?:score|rating)$/i.test(key));
    return scores.length === 1 ? scores[0]?.[1] : null;
  } catch {
    return null;
  }
}
