import { isUtf8 } from "node:buffer";
import { withoutPythonNumbers } from "#/evaluation/json/python-numbers.ts";

const openBracket = 0x5b;
const comma = 0x2c;
const closeBracket = 0x5d;

/**
 * Parses the bytes of one JSON object. Python's `NaN` and `Infinity` are read as null: missing, never numbers.
 * Throws SyntaxError for what is neither.
 */
export function parseJsonObject(bytes: Buffer): Record<string, unknown> {
  if (!isUtf8(bytes)) throw new SyntaxError("it is not UTF-8 text");
  const text = bytes.toString("utf8");
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    const repaired = withoutPythonNumbers(text);
    if (repaired === text) throw error;
    return JSON.parse(repaired) as Record<string, unknown>;
  }
}

export type Span = { start: number; end: number };

/**
 * Parses many JSON objects inside some bytes by one call, which takes half the time of one call each. Null where
 * any of them is not plain JSON: then each has to be parsed by itself.
 */
export function parseJsonObjects(bytes: Buffer, objects: readonly Span[]): Record<string, unknown>[] | null {
  const length = objects.reduce((sum, { start, end }) => sum + end - start + 1, 1);
  const list = Buffer.allocUnsafe(length);
  let at = 0;
  for (const { start, end } of objects) {
    list[at] = at === 0 ? openBracket : comma;
    bytes.copy(list, at + 1, start, end);
    at += end - start + 1;
  }
  list[at] = closeBracket;
  if (objects.length === 0 || !isUtf8(list)) return null;
  try {
    const parsed = JSON.parse(list.toString("utf8")) as Record<string, unknown>[];
    return parsed.length === objects.length ? parsed : null;
  } catch {
    return null;
  }
}
