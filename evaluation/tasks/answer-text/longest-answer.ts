/** Characters of an answer that are read and stored; the rest of a longer one is left out. */
export const longestAnswer = 100_000;

/** Returns an answer as far as it is read; a copy where it is cut, so that the whole text need not be kept. */
export function cutAnswer(text: string): string {
  return text.length <= longestAnswer ? text : Buffer.from(text.slice(0, longestAnswer)).toString();
}
