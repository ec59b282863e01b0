import { askedPlace } from "#/evaluation/tasks/perception/option-order.ts";

/** How often each letter was chosen, is the key, and both at once. */
export type LetterCounts = { chosen: number[]; keys: number[]; hits: number[] };

/** An answer read as an option; option and key by their numbers in the dataset, the key null where it is not shown. */
export type ReadAnswer = {
  item: number;
  parsed: number;
  key: number | null;
  options: number;
  optionSeed: string | null;
};

/** Letters as the options were asked: where a run has an order of its own they are not those of the dataset. */
export function letterCounts(answers: readonly ReadAnswer[]): LetterCounts {
  const counts: LetterCounts = { chosen: [0, 0, 0, 0], keys: [0, 0, 0, 0], hits: [0, 0, 0, 0] };
  for (const { item, parsed, key, options, optionSeed } of answers) {
    const index = askedPlace(optionSeed, item, options, parsed);
    count(counts.chosen, index);
    if (key === null) continue;
    count(counts.keys, askedPlace(optionSeed, item, options, key));
    if (key === parsed) count(counts.hits, index);
  }
  return counts;
}

function count(counts: number[], index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}
