import type { TokenLogprob } from "#/evaluation/endpoints/endpoint.ts";
import { tokenText } from "#/evaluation/tasks/assessment/word-match.ts";

const mostTokens = 20;
const longestToken = 40;
/** Enough for every float32. */
const digits = 9;

/** The top lists an item was read from, as compact JSON `[[[token,nats],…],…]`: one list for each call. */
export function topListText(lists: readonly (readonly TokenLogprob[])[]): string {
  return JSON.stringify(
    lists.map((list) =>
      list
        .slice(0, mostTokens)
        .map((token) => [
          tokenText(token).slice(0, longestToken).toWellFormed(),
          Number(token.logprob.toPrecision(digits)),
        ]),
    ),
  );
}
