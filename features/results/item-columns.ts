import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import { questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { Task } from "#/prisma/generated/client.ts";

/**
 * A column of the per-item files: `sql` is its value, of item `i` and its result `r` in run `run`. `isAnswer`: absent
 * where the answers are hidden from the reader; `isReply`: absent where nobody but the owner may see what was answered; `text` where CSV puts it in quotes, `truth` where it says true or false.
 */
export type ItemColumn = {
  name: string;
  isAnswer?: true;
  isReply?: true;
  sql: string | ((canSee: boolean) => string);
  text?: true;
  truth?: true;
};

const text = true;
const isReply = true;
const outcome = "coalesce(r.outcome::text, 'pending')";
const nameAt = (names: readonly string[], index: string) =>
  `(ARRAY[${names.map((name) => `'${name}'`).join(", ")}])[${index} + 1]`;
const ratings = (dimension: string, rounds: string) =>
  `(SELECT ${rounds} FROM judge_votes v WHERE v.judgement_id = run.judgement_id AND v.item = i.number
    AND v.aspect = '${dimension}')`;

const common: ItemColumn[] = [
  { name: "dataset", text, sql: "run.dataset" },
  { name: "item", sql: "i.number" },
  { name: "image", text, sql: "i.image_path" },
  {
    name: "status",
    text,
    sql: (canSee) =>
      canSee ? outcome : `CASE WHEN r.outcome IN ('correct', 'wrong') THEN 'answered' ELSE ${outcome} END`,
  },
  { name: "attempts", sql: "r.attempts" },
  { name: "latency_ms", sql: "r.latency_ms" },
  { name: "prompt_tokens", sql: "r.prompt_tokens" },
  { name: "completion_tokens", isReply, sql: "r.completion_tokens" },
  { name: "error", text, sql: "r.error" },
];

const ofTask: Record<Task, ItemColumn[]> = {
  perception: [
    {
      name: "question_type",
      text,
      sql: nameAt(questionTypes, "i.question_type"),
    },
    {
      name: "concern",
      text,
      sql: "item_concern(i.subset, i.concern)",
    },
    { name: "question", text, sql: "i.question" },
    { name: "options", text, sql: "array_to_json(i.options)" },
    { name: "response", isReply, text, sql: "r.response" },
    {
      name: "parsed",
      isReply,
      text,
      sql: "i.options[r.parsed + 1]",
    },
    { name: "parsed_by", isReply, text, sql: "r.parsed_by" },
    {
      name: "correct_answer",
      isAnswer: true,
      text,
      sql: "i.options[i.correct_option + 1]",
    },
    {
      name: "correct",
      isAnswer: true,
      sql: "CASE WHEN r.outcome = 'correct' THEN 1 WHEN r.outcome IN ('wrong', 'unparsed', 'refused', 'starved', 'empty') THEN 0 END",
    },
  ],
  description: [
    { name: "response", isReply, text, sql: "r.response" },
    { name: "reference", isAnswer: true, text, sql: "i.reference" },
    ...dimensions.map(
      (dimension): ItemColumn => ({
        name: dimension,
        isAnswer: true,
        sql: ratings(dimension, "avg(coalesce(v.rating, 0))::float8"),
      }),
    ),
    ...dimensions.map(
      (dimension): ItemColumn => ({
        name: `${dimension}_rounds`,
        isAnswer: true,
        text,
        sql: ratings(dimension, "string_agg(coalesce(v.rating::text, 'x'), ' ' ORDER BY v.round)"),
      }),
    ),
  ],
  assessment: [
    { name: "subset", text, sql: "i.subset" },
    { name: "mos", isAnswer: true, sql: "i.mos" },
    { name: "score", isReply, sql: "r.score" },
    { name: "logprob_difference", isReply, sql: "r.logprob_difference" },
    { name: "rung", text, sql: "run.rung" },
    { name: "censored", isReply, truth: true, sql: "r.censored" },
  ],
};

/** Returns the columns of the per-item files, in their order. */
export function itemColumns(task: Task, canSeeAnswerKeys: boolean, showsAnswers: boolean): ItemColumn[] {
  return [...common, ...ofTask[task]].filter(
    ({ isAnswer, isReply }) => (canSeeAnswerKeys || !isAnswer) && (showsAnswers || !isReply),
  );
}

export function optionText(options: readonly string[], index: number | null): string | null {
  return index === null ? null : (options[index] ?? null);
}
