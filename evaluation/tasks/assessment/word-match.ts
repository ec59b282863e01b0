import { logProbability } from "#/evaluation/tasks/assessment/log-probability.ts";

/** One alternative of a position in a reply, as servers list it. */
export type TokenLogprob = { token: string; bytes?: readonly number[] | null; logprob: number | null };

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Returns the text of a token: its bytes where they are given, else the token with `Ġ` or `▁` read as a leading space. */
export function tokenText({ token, bytes }: TokenLogprob): string {
  if (bytes && bytes.length > 0) return decoder.decode(Uint8Array.from(bytes));
  return token.replace(/^[Ġ▁]/u, " ");
}

function largest(tokens: readonly TokenLogprob[], text: string): number | null {
  let best: number | null = null;
  for (const token of tokens) {
    const logprob = tokenText(token) === text ? logProbability(token.logprob) : null;
    if (logprob !== null && (best === null || logprob > best)) best = logprob;
  }
  return best;
}

/**
 * Log-probability (nats) of a word as the token that follows a prefilled text: ` good` first, `good` where the
 * server hides the space. Null where it is not listed or has no finite value. For scoring modes E and P.
 */
export function wordLogprob(tokens: readonly TokenLogprob[], word: string): number | null {
  return largest(tokens, ` ${word}`) ?? largest(tokens, word);
}

/**
 * Log-probability (nats) of a word in any case, with or without spaces around it: log-sum-exp over all listed
 * spellings. Null where none is listed with a finite value. For scoring modes F and C.
 */
export function spellingsLogprob(tokens: readonly TokenLogprob[], word: string): number | null {
  const wanted = word.toLowerCase();
  const found: number[] = [];
  for (const token of tokens) {
    const logprob = tokenText(token).trim().toLowerCase() === wanted ? logProbability(token.logprob) : null;
    if (logprob !== null) found.push(logprob);
  }
  if (found.length === 0) return null;
  const top = Math.max(...found);
  return top + Math.log(found.reduce((sum, logprob) => sum + Math.exp(logprob - top), 0));
}

/** Returns the smallest finite log-probability of a list: what an unlisted token cannot exceed. */
export function smallestListed(tokens: readonly TokenLogprob[]): number | null {
  let smallest: number | null = null;
  for (const token of tokens) {
    const logprob = logProbability(token.logprob);
    if (logprob !== null && (smallest === null || logprob < smallest)) smallest = logprob;
  }
  return smallest;
}
