import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ProblemList } from "#/evaluation/predictions/problem-list.ts";
import { nestedRecord, type RowKey, readNumber, rowKey } from "#/evaluation/predictions/row-fields.ts";
import { logprobDifference } from "#/evaluation/tasks/assessment/logprob-difference.ts";
import { parseMos } from "#/evaluation/tasks/assessment/mos.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/protocol.ts";

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
type Getter = (record: Record<string, unknown>) => unknown;

const scoreFields = ["score", "pred_score", "predicted_score", "prediction"];
const mosFields = ["gt_score", "mos", "gt"];
const wordField = /^(?:logit|logprob|log_prob|lp)_(.+)$/;

function plain(field: string): Getter {
  return (record) => record[field];
}

function nested(field: string, word: string): Getter {
  return (record) => nestedRecord(record[field])?.[word];
}

function gettersOf(word: string): { kind: "logit" | "logprob"; get: Getter }[] {
  return [
    { kind: "logit", get: plain(`logit_${word}`) },
    { kind: "logit", get: nested("logits", word) },
    { kind: "logprob", get: plain(`logprob_${word}`) },
    { kind: "logprob", get: plain(`log_prob_${word}`) },
    { kind: "logprob", get: plain(`lp_${word}`) },
    { kind: "logprob", get: nested("logprobs", word) },
  ];
}

function wordsReader(better: Getter, worse: Getter, kind: "logit" | "logprob", words: WordPair): Read {
  return ({ record, textual }) => {
    const numbers: (number | null)[] = [];
    for (const [index, get] of [better, worse].entries()) {
      const value = get(record);
      const what = `the ${kind} of "${words[index]}"`;
      if (value === undefined) return { problem: `${what} is absent` };
      const read = readNumber(value, textual);
      if ("problem" in read) return { problem: `${what} ${read.problem}` };
      const number = "number" in read ? read.number : null;
      if (kind === "logprob" && number !== null && number > 1e-3) {
        return { problem: `${what} is ${number}; a log-probability is at most 0` };
      }
      numbers.push(number);
    }
    const [high, low] = numbers as [number | null, number | null];
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
  const found = wordsIn(record);
  if (found.length > 0) {
    const [first, second] = words;
    return {
      problem: `no values for both "${first}" and "${second}"; the file has ${found.join(", ")}. Name two of them as the word pair, the better one first.`,
    };
  }
  if (record.logprob_difference !== undefined) return singleReader("logprob_difference", "d");
  const field = scoreFields.find((name) => record[name] !== undefined);
  if (field !== undefined) return singleReader(field, "score");
  return {
    problem: `no values: expected logit_${words[0]} and logit_${words[1]}, logprob_${words[0]} and logprob_${words[1]}, logprob_difference or score`,
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
 * Assessment predictions of a file, one a row, by the columns of its first row: two logits or two
 * log-probabilities of the word pair (`logit_good`, `logprob_good`, `{"logprobs":{"good":…}}`), their
 * difference (`logprob_difference`), or `score`. Rows that cannot be read are added to `problems` and left out;
 * a first row without any of these throws at once.
 */
export async function* assessmentRows(
  rows: AsyncIterable<PredictionRow>,
  words: WordPair,
  problems: ProblemList,
): AsyncGenerator<AssessmentPrediction> {
  let read: Read | null = null;
  for await (const row of rows) {
    if (read === null) {
      const chosen = chooseReader(row.record, words);
      if ("problem" in chosen) {
        problems.add(row, chosen.problem);
        problems.throwIfAny();
        return;
      }
      read = chosen;
    }
    const values = read(row);
    if ("problem" in values) problems.add(row, values.problem);
    else yield { ...rowKey(row), line: row.line, object: row.object, ...values, mos: readMos(row, problems) };
  }
}
