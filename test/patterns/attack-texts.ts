import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { alphabetOf, isLong, nodesOf, Samples } from "#/test/patterns/pattern-samples.ts";

/** A text that is made longer by repeating its middle. */
export type Attack = { before: string; pump: string; after: string };

const mostCharacters = 24;
const mostPaired = 10;
const mostPlaces = 6;
const mostRuns = 120;
const variants = [0, 1, 2, 3, 5, 8];

/**
 * Texts that may cost a pattern more than their length, from its own syntax. What can restart is repeated: single
 * characters that it tells apart, pairs of them, what each of its unbounded parts repeats, and every run of
 * neighbouring parts; behind what leads to an unbounded part, and before what lets the rest fail. None for a pattern
 * without an unbounded part, which costs a constant at each place of a text.
 */
export function attacksOn({ source, flags }: RegExp): Attack[] {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes("u"),
    unicodeSets: flags.includes("v"),
  });
  const nodes = nodesOf(pattern);
  const long = nodes.filter(isLong);
  if (long.length === 0) return [];
  const alphabet = alphabetOf(pattern, flags, mostCharacters);
  const samples = new Samples(alphabet, flags);
  const around = long.flatMap((part) => [0, 1, 2].map((variant) => samples.around(part, variant)));
  const leads = distinct(["", ...around.map(({ before }) => before)], 1 + mostPlaces);
  const tails = distinct(
    around.flatMap(({ after }) => [after, after.slice(0, -1)]),
    mostPlaces,
  );
  const paired = alphabet.slice(0, mostPaired);
  const pairs = paired.flatMap((one) => paired.map((other) => one + other));
  const runs = distinct(
    [...restarts(long, samples), ...repeatedBy(long, samples), ...neighbours(nodes, samples)],
    mostRuns,
  ).filter((text) => text !== "");
  return [
    ...combine(leads, alphabet, ["", ...alphabet, ...tails]),
    ...combine(leads.slice(0, 3), pairs, ["", "\0", ...tails.slice(0, 2)]),
    ...combine(leads.slice(0, 3), runs, ["", "\0", "\n", ...tails]),
  ];
}

function combine(leads: readonly string[], pumps: readonly string[], tails: readonly string[]): Attack[] {
  return leads.flatMap((before) =>
    pumps.flatMap((pump) => [...new Set(tails)].map((after) => ({ before, pump, after }))),
  );
}

function distinct(texts: readonly string[], most: number): string[] {
  return [...new Set(texts)].slice(0, most);
}

/** What leads to an unbounded part and one character that it repeats: the part may start again at each of them. */
function restarts(long: readonly AST.Quantifier[], samples: Samples): string[] {
  return long.flatMap((part) =>
    [0, 1, 2].flatMap((variant) => {
      const { before } = samples.around(part, variant);
      const repeated = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => samples.of(part.element, index));
      return before === "" ? [] : [before, ...repeated.map((text) => before + text)];
    }),
  );
}

function repeatedBy(long: readonly AST.Quantifier[], samples: Samples): string[] {
  return long.flatMap(({ element }) => {
    const own = variants.map((variant) => samples.of(element, variant));
    return [...own, ...own.slice(1).map((text) => `${own[0]}${text}`)];
  });
}

/** What stretches of up to four neighbouring parts match, and all parts from the start of their alternative. */
function neighbours(nodes: readonly AST.Node[], samples: Samples): string[] {
  return nodes
    .filter((node) => node.type === "Alternative")
    .flatMap(({ elements }) =>
      elements.flatMap((_, start) =>
        elements.slice(start).flatMap((_, length) => {
          const isWanted = length < 4 || start === 0;
          const stretch = elements.slice(start, start + length + 1);
          return isWanted ? variants.slice(0, 3).map((variant) => samples.ofAll(stretch, variant)) : [];
        }),
      ),
    );
}
