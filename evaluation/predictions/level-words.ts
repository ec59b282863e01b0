import { nestedRecord } from "#/evaluation/predictions/row-fields.ts";

/** The five levels of ITU-R BT.500, best first. */
const levels = ["excellent", "good", "fair", "poor", "bad"];
const fewest = 3;
const column = /^(?:logit|logprob|log_prob|lp)_(.+)$/;
const probabilityColumn = /^(?:prob|probability)_(.+)$/;

/** Tokens are written with their blank: " good", "▁good", "Ġgood". */
function plainWord(word: string): string {
  return word
    .slice(0, 40)
    .replace(/^[\s▁Ġ]+/, "")
    .trim()
    .toLowerCase();
}

function wordsOf(record: Record<string, unknown>, columns: RegExp, fields: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const name in record) {
    const word = columns.exec(name)?.[1];
    if (word !== undefined) words.add(plainWord(word));
  }
  for (const field of fields) for (const word in nestedRecord(record[field])) words.add(plainWord(word));
  return words;
}

function levelsAmong(words: Set<string>): string[] | null {
  const found = levels.filter((level) => words.has(level));
  // Q-Bench's own outputs of Qwen-VL have `excellent` beside the pair; that is no scale yet.
  const isScale = found.length >= fewest && (found.includes("fair") || found.includes("bad"));
  return isScale ? found : null;
}

/**
 * Returns the words of a scale of levels that a row has logits or log-probabilities for, three or more of the five; null
 * where it has no such scale. Two of its words say little of what all of them say.
 */
export function levelWords(record: Record<string, unknown>): string[] | null {
  return levelsAmong(wordsOf(record, column, ["logits", "logprobs"]));
}

/** Returns the same for probabilities, which are no values that are read. */
export function levelProbabilities(record: Record<string, unknown>): string[] | null {
  return levelsAmong(wordsOf(record, probabilityColumn, ["probs", "probabilities"]));
}
