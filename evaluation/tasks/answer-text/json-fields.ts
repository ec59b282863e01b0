const pair =
  /(?:^|[{,[])\s*["']?([\p{L}_ -]{1,30})["']?\s{0,20}:\s{0,20}(?:"([^"\n]{0,300})"|'([^'\n]{0,300})'|(-?[\w.+]{1,30})(?=\s{0,20}[,}\]]))/gu;

/**
 * Returns the values whose names match in a text that is a JSON object or a list that starts with one, also where
 * it is cut off or written with single quotes; empty where the text is none.
 */
export function jsonFields(text: string, name: RegExp): [name: string, value: string][] {
  if (!/^\[?\s{0,20}\{/.test(text)) return [];
  return fieldsOf(text).filter(([key]) => name.test(key));
}

function fieldsOf(text: string): [string, string][] {
  const parsed = parsedJson(text);
  const object: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  if (typeof object === "object" && object !== null) {
    return Object.entries(object).flatMap(([key, value]: [string, unknown]): [string, string][] =>
      typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? [[key, String(value)]]
        : [],
    );
  }
  return Array.from(text.matchAll(pair), ([, key = "", double, single, bare = ""]): [string, string] => [
    key.trim(),
    double ?? single ?? bare,
  ]);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
