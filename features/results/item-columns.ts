import { itemScore } from "#/evaluation/tasks/description/dimension-score.ts";
import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import { concernsOf, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { ItemRecord } from "#/features/results/item-record.ts";
import { roundsOf, roundsText } from "#/features/results/rating-rounds-of.ts";
import { visibleOutcome } from "#/features/results/visible-outcome.ts";
import type { Task } from "#/prisma/generated/client.ts";

type ColumnValue = string | number | boolean | null | string[];
/**
 * `isAnswer`: absent where the answers are hidden from the reader. `sql` is the same value, of item `i` and its result
 * `r` in run `run`, as CSV has it; `text` where CSV puts it in quotes.
 */
export type ItemColumn = {
  name: string;
  isAnswer?: true;
  value: (record: ItemRecord, canSee: boolean) => ColumnValue;
  sql: string | ((canSee: boolean) => string);
  text?: true;
};

const text = true;
const outcome = "coalesce(r.outcome::text, 'pending')";
const nameAt = (names: readonly string[], index: string) =>
  `(ARRAY[${names.map((name) => `'${name}'`).join(", ")}])[${index} + 1]`;
const ratings = (dimension: string, rounds: string) =>
  `(SELECT ${rounds} FROM judge_votes v WHERE v.judgement_id = run.judgement_id AND v.item = i.number
    AND v.aspect = '${dimension}')`;

const common: ItemColumn[] = [
  { name: "dataset", text, value: (record) => record.dataset, sql: "run.dataset" },
  { name: "item", value: (record) => record.number, sql: "i.number" },
  { name: "image", text, value: (record) => record.imagePath, sql: "i.image_path" },
  {
    name: "status",
    text,
    value: (record, canSee) => visibleOutcome(record.outcome, canSee),
    sql: (canSee) =>
      canSee ? outcome : `CASE WHEN r.outcome IN ('correct', 'wrong') THEN 'answered' ELSE ${outcome} END`,
  },
  { name: "attempts", value: (record) => record.attempts, sql: "r.attempts" },
  { name: "latency_ms", value: (record) => record.latencyMs, sql: "r.latency_ms" },
  { name: "prompt_tokens", value: (record) => record.promptTokens, sql: "r.prompt_tokens" },
  { name: "completion_tokens", value: (record) => record.completionTokens, sql: "r.completion_tokens" },
  { name: "error", text, value: (record) => record.error, sql: "r.error" },
];

const ofTask: Record<Task, ItemColumn[]> = {
  perception: [
    {
      name: "question_type",
      text,
      value: ({ questionType }) => nameOf(questionTypes, questionType),
      sql: nameAt(questionTypes, "i.question_type"),
    },
    {
      name: "concern",
      text,
      value: (record) => concernsOf(record).join(".") || null,
      sql: "item_concern(i.subset, i.concern)",
    },
    { name: "question", text, value: (record) => record.question, sql: "i.question" },
    { name: "options", text, value: (record) => record.options, sql: "array_to_json(i.options)" },
    { name: "response", text, value: (record) => record.response, sql: "r.response" },
    {
      name: "parsed",
      text,
      value: ({ options, parsed }) => optionText(options, parsed),
      sql: "i.options[r.parsed + 1]",
    },
    { name: "parsed_by", text, value: (record) => record.parsedBy, sql: "r.parsed_by" },
    {
      name: "correct_answer",
      isAnswer: true,
      text,
      value: ({ options, correctOption }) => optionText(options, correctOption),
      sql: "i.options[i.correct_option + 1]",
    },
    {
      name: "correct",
      isAnswer: true,
      value: ({ outcome }) => correctness(outcome),
      sql: "CASE WHEN r.outcome = 'correct' THEN 1 WHEN r.outcome IN ('wrong', 'unparsed', 'refused', 'starved') THEN 0 END",
    },
  ],
  description: [
    { name: "response", text, value: (record) => record.response, sql: "r.response" },
    { name: "reference", isAnswer: true, text, value: (record) => record.reference, sql: "i.reference" },
    ...dimensions.map(
      (dimension): ItemColumn => ({
        name: dimension,
        isAnswer: true,
        value: ({ votes }) => itemScore(roundsOf(votes, dimension)),
        sql: ratings(dimension, "avg(coalesce(v.rating, 0))::float8"),
      }),
    ),
    ...dimensions.map(
      (dimension): ItemColumn => ({
        name: `${dimension}_rounds`,
        isAnswer: true,
        text,
        value: ({ votes }) => roundsText(roundsOf(votes, dimension)),
        sql: ratings(dimension, "string_agg(coalesce(v.rating::text, 'x'), ' ' ORDER BY v.round)"),
      }),
    ),
  ],
  assessment: [
    { name: "subset", text, value: (record) => record.subset, sql: "i.subset" },
    { name: "mos", isAnswer: true, value: (record) => record.mos, sql: "i.mos" },
    { name: "score", value: (record) => record.score, sql: "r.score" },
    { name: "logprob_difference", value: (record) => record.logprobDifference, sql: "r.logprob_difference" },
    { name: "rung", text, value: (record) => record.rung, sql: "run.rung" },
    { name: "censored", value: (record) => record.censored, sql: "r.censored::text" },
  ],
};

/** Returns the columns of the per-item files, in their order. */
export function itemColumns(task: Task, canSeeAnswerKeys: boolean): ItemColumn[] {
  return [...common, ...ofTask[task]].filter((column) => canSeeAnswerKeys || !column.isAnswer);
}

export function optionText(options: readonly string[], index: number | null): string | null {
  return index === null ? null : (options[index] ?? null);
}

function nameOf(names: readonly string[], index: number | null): string | null {
  return index === null ? null : (names[index] ?? null);
}

/** 1 and 0, so that a sum over the column is the number of correct items; empty for what counts as neither. */
function correctness(outcome: ItemRecord["outcome"]): number | null {
  if (outcome === "correct") return 1;
  return outcome === "wrong" || outcome === "unparsed" || outcome === "refused" || outcome === "starved"
    ? 0
    : null;
}
