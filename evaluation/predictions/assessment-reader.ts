import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import { levelProbabilities, levelWords } from "#/evaluation/predictions/level-words.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ProblemList } from "#/evaluation/predictions/problem-list.ts";
import { refuseShape } from "#/evaluation/predictions/refuse-shape.ts";
import { nestedRecord, type RowKey, readNumber, rowKey } from "#/evaluation/predictions/row-fields.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { logprobDifference } from "#/evaluation/tasks/assessment/logprob-difference.ts";
import { parseMos } from "#/evaluation/tasks/assessment/mos.ts";

/** What one row says of one item: d of the word pair (nats) or a score; both null where it is missing. */
export type AssessmentPrediction = RowKey & {
  line: number;
  object: number | null;
  d: number | null;
  score: number | null;
  /** The file's own MOS, to be compared with the dataset's. */
  mos: number | null;
};

type Read = (row: PredictionRow) => { d: number | null; score: number | null } | { problem: string };
type WordKind = "logit" | "logprob";
type Getter = (record: Record<string, unknown>) => unknown;

const scoreFields = ["score", "pred_score", "predicted_score", "prediction"];
const mosFields = ["gt_score", "mos", "gt"];
/** Other words of the file that a refusal names. */
const shownWords = 6;
const wordField = /^(?:logit|logprob|log_prob|lp)_(.+)$/;

function plain(field: string): Getter {
  return (record) => record[field];
}

function nested(field: string, word: string): Getter {
  return (record) => nestedRecord(record[field])?.[word];
}

function gettersOf(word: string): { kind: WordKind; get: Getter }[] {
  const lower = word.toLowerCase();
  return lower === word ? gettersOfName(word) : [...gettersOfName(word), ...gettersOfName(lower)];
}

function gettersOfName(word: string): { kind: WordKind; get: Getter }[] {
  return [
    { kind: "logit", get: plain(`logit_${word}`) },
    { kind: "logit", get: nested("logits", word) },
    { kind: "logprob", get: plain(`logprob_${word}`) },
    { kind: "logprob", get: plain(`log_prob_${word}`) },
    { kind: "logprob", get: plain(`lp_${word}`) },
    { kind: "logprob", get: nested("logprobs", word) },
  ];
}

type WordValue = number | null | { problem: string };

function wordValue(get: Getter, kind: WordKind, word: string): (row: PredictionRow) => WordValue {
  const what = `the ${kind} of "${word}"`;
  return ({ record, textual }) => {
    const value = get(record);
    if (value === undefined) return { problem: `${what} is absent` };
    const read = readNumber(value, textual);
    if ("problem" in read) return { problem: `${what} ${read.problem}` };
    if ("missing" in read) return null;
    if (kind === "logit" || read.number <= 1e-3) return read.number;
    return { problem: `${what} is ${read.number}; a log-probability is at most 0` };
  };
}

function wordsReader(better: Getter, worse: Getter, kind: WordKind, words: WordPair): Read {
  const betterValue = wordValue(better, kind, words[0]);
  const worseValue = wordValue(worse, kind, words[1]);
  return (row) => {
    const high = betterValue(row);
    if (typeof high === "object" && high !== null) return high;
    const low = worseValue(row);
    if (typeof low === "object" && low !== null) return low;
    if (kind === "logit") return { d: high === null || low === null ? null : high - low, score: null };
    const difference = logprobDifference(high, low, null);
    return { d: difference.outcome === "missing" ? null : difference.d, score: null };
  };
}

function singleReader(field: string, target: "d" | "score"): Read {
  return ({ record, textual }) => {
    if (record[field] === undefined) return { problem: `${field} is absent` };
    const read = readNumber(record[field], textual);
    if ("problem" in read) return { problem: `${field} ${read.problem}` };
    const number = "number" in read ? read.number : null;
    return target === "d" ? { d: number, score: null } : { d: null, score: number };
  };
}

function wordsIn(record: Record<string, unknown>): string[] {
  const named = Object.keys(record).flatMap((field) => wordField.exec(field)?.[1] ?? []);
  const inner = [record.logits, record.logprobs].flatMap((value) => Object.keys(nestedRecord(value) ?? {}));
  return [...new Set([...named, ...inner])];
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, shownWords).map(excerpt).join(", ");
  return words.length > shownWords ? `${shown} and ${words.length - shownWords} more` : shown;
}

function chooseReader(record: Record<string, unknown>, words: WordPair): Read | { problem: string } {
  const [better, worse] = words.map(gettersOf) as [
    ReturnType<typeof gettersOf>,
    ReturnType<typeof gettersOf>,
  ];
  for (const [index, { kind, get }] of better.entries()) {
    const other = worse[index];
    if (!other || (get(record) === undefined && other.get(record) === undefined)) continue;
    if (get(record) !== undefined && other.get(record) !== undefined) {
      return wordsReader(get, other.get, kind, words);
    }
  }
  if (record.logprob_difference !== undefined) return singleReader("logprob_difference", "d");
  const found = wordsIn(record);
  if (found.length > 0) {
    const [first, second] = words;
    return {
      problem: `no values for both "${first}" and "${second}"; the file has ${listed(found)}. Name two of them as the word pair, the better one first.`,
    };
  }
  const field = scoreFields.find((name) => record[name] !== undefined);
  if (field !== undefined) return singleReader(field, "score");
  const levels = levelProbabilities(record);
  if (levels) return fiveLevels(levels);
  return {
    problem: `no values: expected logit_${words[0]} and logit_${words[1]}, logprob_${words[0]} and logprob_${words[1]}, logprob_difference or score`,
  };
}

function fiveLevels(words: readonly string[]): { problem: string } {
  return {
    problem: `values for the words of five levels: ${words.join(", ")}. Five levels are not scored yet, and two of them alone say something else; send the logits of one word pair, or scores`,
  };
}

function readMos(row: PredictionRow, problems: ProblemList): number | null {
  const field = mosFields.find((name) => row.record[name] !== undefined && row.record[name] !== null);
  if (field === undefined) return null;
  const value = row.record[field];
  const mos = parseMos(value);
  if (mos === null && !(row.textual && value === "")) problems.add(row, `${field} is not a number`);
  return mos;
}

/**
 * Reads assessment predictions row by row, by the columns of the first row: two logits or two log-probabilities
 * of the word pair (`logit_good`, `logprob_good`, `{"logprobs":{"good":…}}`), their difference
 * (`logprob_difference`), or `score`. Gives null for a row that cannot be read, after adding it to `problems`;
 * throws at once for a first row without any of these, and for any with a scale of levels.
 */
export function assessmentReader(
  words: WordPair,
  problems: ProblemList,
): (row: PredictionRow) => AssessmentPrediction | null {
  let read: Read | null = null;
  return (row) => {
    const levels = levelWords(row.record);
    if (levels) {
      problems.add(row, fiveLevels(levels).problem);
      throw problems.error();
    }
    if (read === null) {
      refuseShape(row, problems.name);
      const chosen = chooseReader(row.record, words);
      if ("problem" in chosen) {
        problems.add(row, chosen.problem);
        throw problems.error();
      }
      read = chosen;
    }
    const values = read(row);
    if ("problem" in values) {
      problems.add(row, values.problem);
      return null;
    }
    const { line, object } = row;
    const { d, score } = values;
    return { ...rowKey(row), line, object, d, score, mos: readMos(row, problems) };
  };
}
