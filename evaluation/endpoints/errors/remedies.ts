import type { ErrorKind } from "#/evaluation/endpoints/errors/error-table.ts";

type Remedy = { kind: ErrorKind; about: RegExp; words: string };

export const temperatureRemedy =
  'Add {"temperature": null} to the extra request fields; answers then vary from run to run.';

/** What the submitter can do about an error; the probe and the errors of a run name the same. */
const remedies: readonly Remedy[] = [
  {
    kind: "parameter",
    about: /\btemperature\b/i,
    words: temperatureRemedy,
  },
  {
    kind: "parameter",
    about: /\bmax_(?:completion_)?tokens\b/i,
    words: 'Give the number that it takes as {"max_tokens": …} in the extra request fields.',
  },
  {
    kind: "context",
    about: /(?:)/,
    words: "Let the server hold a longer context, or lower the token limit in the extra request fields.",
  },
];

/** Returns what helps against an error of this kind in these words of the server; null for nothing that is known. */
export function remedyOf(kind: ErrorKind, words: string): string | null {
  return remedies.find((remedy) => remedy.kind === kind && remedy.about.test(words))?.words ?? null;
}
