import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { tokenText } from "#/evaluation/tasks/assessment/word-match.ts";

export type Prefill = {
  /** What the assistant's turn was begun with. */
  text: string;
  /** How it goes on where it was cut inside a word; null where it ends with a whole word. */
  rest: string | null;
};

/** The official start first; the others are cut inside a word, which only a real continuation completes. */
export const prefills: readonly [Prefill, ...Prefill[]] = [
  { text: "The quality of the image is", rest: null },
  { text: "The quality of the im", rest: "age" },
  { text: "The sharpness of the pict", rest: "ure" },
  { text: "In this picture the backgr", rest: "ound" },
];

/**
 * Returns whether a reply goes on from where the prefilled turn stopped. A turn of its own begins with a capital
 * letter, or repeats what came `without` a prefill; only a continuation begins with a space or ends a cut word.
 */
export function continuesPrefill(reply: ChatReply, { rest }: Prefill, without: string | null): boolean {
  const [top] = reply.logprobs ?? [];
  const token = top ? tokenText(top) : "";
  const text = reply.text || token;
  const said = text.trimStart();
  if (said === "" || /^["'“*([]*\p{Lu}/u.test(said)) return false;
  const spaced = /^\s/.test(text) || (/^\s/.test(token) && said.startsWith(token.trim()));
  if (spaced) return true;
  if (rest !== null) return said.startsWith(rest) || rest.startsWith(said);
  return without === null || !without.trimStart().startsWith(said);
}
