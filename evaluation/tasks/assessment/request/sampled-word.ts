import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";

const before: ReadonlySet<string> = new Set("\"'(");
const after: ReadonlySet<string> = new Set("\"').!。");

/** Returns which of the two words a one-word reply says: 0 the better, 1 the worse, null neither. Never guessed from sentences. */
export function sampledWord(reply: string, words: WordPair): 0 | 1 | null {
  const said = bareWord(plainText(reply)).toLowerCase();
  if (said === words[0].toLowerCase()) return 0;
  return said === words[1].toLowerCase() ? 1 : null;
}

function bareWord(text: string): string {
  let start = 0;
  let end = text.length;
  while (before.has(text.charAt(start))) start += 1;
  while (end > start && after.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
