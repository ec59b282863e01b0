import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/protocol.ts";

/** Which of the two words a one-word reply says: 0 the better, 1 the worse, null neither. Never guessed from sentences. */
export function sampledWord(reply: string, words: WordPair): 0 | 1 | null {
  const said = plainText(reply)
    .replace(/^["'(]+|["').!。]+$/g, "")
    .toLowerCase();
  if (said === words[0].toLowerCase()) return 0;
  return said === words[1].toLowerCase() ? 1 : null;
}
