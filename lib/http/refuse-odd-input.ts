import { AppError } from "#/lib/errors.ts";

const mostLevels = 32;
const mostValues = 10_000;

/**
 * Refuses what no schema looks for and something behind it would stumble over: a value nested too deep, too many of
 * them, and texts that PostgreSQL cannot store, with U+0000 or half a surrogate pair in them.
 */
export function refuseOddInput(input: unknown): void {
  let left = mostValues;
  const waiting: { value: unknown; path: readonly string[]; level: number }[] = [
    { value: input, path: [], level: 0 },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path, level } = next;
    if (--left < 0)
      throw refused(path, `More than ${mostValues.toLocaleString("en")} values were sent. Send fewer.`);
    if (level > mostLevels)
      throw refused(path, `Values are nested more than ${mostLevels} levels deep. Send flatter ones.`);
    if (typeof value === "string") refuseUnstorable(value, path);
    if (typeof value !== "object" || value === null) continue;
    const isList = Array.isArray(value);
    for (const [key, part] of Object.entries(value)) {
      if (!isList) refuseUnstorable(key, path);
      // The field is named; where below it does not matter.
      waiting.push({ value: part, path: path.length < 2 ? [...path, key] : path, level: level + 1 });
    }
  }
}

function refuseUnstorable(text: string, path: readonly string[]): void {
  if (!text.includes("\0") && text.isWellFormed()) return;
  throw refused(path, "The text holds a character that cannot be stored (U+0000 or half a pair). Remove it.");
}

function refused(path: readonly string[], message: string): AppError {
  const field = path.join(".") || "body";
  return new AppError("bad-input", `${field}: ${message}`, { fields: { [field]: [message] } });
}
