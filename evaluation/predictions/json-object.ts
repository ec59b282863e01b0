import { isUtf8 } from "node:buffer";

const literals = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

function withoutNonNumbers(text: string): string {
  return text.replace(literals, (found) => (found.startsWith('"') ? found : "null"));
}

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
    const repaired = withoutNonNumbers(text);
    if (repaired === text) throw error;
    return JSON.parse(repaired) as Record<string, unknown>;
  }
}
