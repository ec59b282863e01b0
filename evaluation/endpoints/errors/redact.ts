const shortestSecret = 8;
const longestMaskedStart = 64;
const mark = "[redacted]";

export type Redact = (text: string) => string;

/**
 * Makes a function that scrubs an API key from text that is stored or shown: as it is, URL-encoded,
 * reversed, hex, base64 (also inside a longer encoded text) and masked by the server ("sk-abc***").
 * Keys under 8 characters (such as "none") are no secrets and would hit ordinary words: left alone.
 */
export function createRedactor(apiKey: string | null): Redact {
  if (apiKey === null || apiKey.length < shortestSecret) return (text) => text;
  const forms = [...new Set([apiKey, ...encodedForms(apiKey)])];
  return (text) => {
    let clean = text;
    for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, mark);
    return clean.includes("**") ? redactMasked(clean, apiKey) : clean;
  };
}

function encodedForms(apiKey: string): string[] {
  const hex = Buffer.from(apiKey).toString("hex");
  const base64 = [0, 1, 2].map((offset) => base64Core(apiKey, offset)).filter((core) => core.length > 8);
  return [
    encodeURIComponent(apiKey),
    JSON.stringify(apiKey).slice(1, -1),
    [...apiKey].reverse().join(""),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((core) => core.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

/** Returns the characters of the base64 of any text that holds the key `offset` bytes (mod 3) after its start. */
function base64Core(apiKey: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(apiKey)]);
  const first = Math.ceil((offset * 8) / 6);
  return bytes.toString("base64").slice(first, Math.floor((bytes.length * 8) / 6));
}

function redactMasked(text: string, apiKey: string): string {
  let clean = "";
  let at = 0;
  for (const { 0: stars, index } of text.matchAll(/\*{2,}[\w-]*/g)) {
    const from = startOfKey(text, Math.max(at, index - longestMaskedStart), index);
    const start = text.slice(from, index);
    if (start.length < 2 || !apiKey.startsWith(start)) continue;
    clean += text.slice(at, from) + mark;
    at = index + stars.length;
  }
  return clean + text.slice(at);
}

/** Returns the first place, `least` or later, from which on only characters of keys come before `end`. */
function startOfKey(text: string, least: number, end: number): number {
  let start = end;
  while (start > least && /[\w.-]/.test(text.charAt(start - 1))) start -= 1;
  return start;
}
