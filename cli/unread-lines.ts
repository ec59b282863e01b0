import type { UnreadAnswers } from "#/features/results/unread-answers.ts";

const words = { unparsed: "unreadable", refused: "refused", starved: "truncated", empty: "empty" };

/** Returns a line for each kind of answer that nothing was read from, and one for each example. */
export function unreadLines(unread: readonly UnreadAnswers[]): string {
  return unread
    .flatMap(({ outcome, count, examples }) => [
      `${count} ${words[outcome]}`,
      ...examples.map(({ item, text }) => `  item ${item}: ${JSON.stringify(text)}`),
    ])
    .map((line) => `${line}\n`)
    .join("");
}
