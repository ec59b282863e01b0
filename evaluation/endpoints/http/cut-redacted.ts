import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";

/** No key, however it is encoded, takes more characters: one of 1,000 characters has 3,000 in an address. */
const longestKey = 4_096;

/**
 * At most the first `most` characters of a server's text, well-formed and without the key. No more of the text is
 * looked at than that and the length of a key, which may be cut by the end and then would not be known for one.
 */
export function cutRedacted(text: string, most: number, redact: Redact): string {
  const seen = most + longestKey;
  const clean = redact(text.slice(0, seen).toWellFormed());
  const known = text.length > seen ? Math.max(0, clean.length - longestKey) : clean.length;
  return clean.slice(0, Math.min(most, known)).toWellFormed();
}
