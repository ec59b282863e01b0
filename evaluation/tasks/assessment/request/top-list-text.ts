import { z } from "zod";
import type { TokenLogprob } from "#/evaluation/endpoints/endpoint.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { tokenText } from "#/evaluation/tasks/assessment/word-match.ts";

const mostTokens = 20;
const longestToken = 40;
/** Enough for every float32. */
const digits = 9;

/**
 * Returns the top lists an item was read from, as compact JSON `[[[token,nats],…],…]`: one list for each call, its first
 * twenty tokens, its last one, which bounds what is not listed, and the two words wherever they stand.
 */
export function topListText(lists: readonly (readonly TokenLogprob[])[], words: WordPair): string {
  const isWord = (token: TokenLogprob) =>
    words.some((word) => word.toLowerCase() === tokenText(token).trim().toLowerCase());
  return JSON.stringify(
    lists.map((list) =>
      list
        .filter((token, index) => index < mostTokens || index === list.length - 1 || isWord(token))
        .map((token) => [
          tokenText(token).slice(0, longestToken).toWellFormed(),
          Number(token.logprob.toPrecision(digits)),
        ]),
    ),
  );
}

const topLists = z.array(z.array(z.tuple([z.string(), z.number()]))).min(1);

/** Returns the lists of such a text as [token, nats] pairs; null for any other answer, as of a text rating. */
export function readTopLists(text: string): [token: string, nats: number][][] | null {
  if (!text.startsWith("[[[")) return null;
  try {
    return topLists.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
