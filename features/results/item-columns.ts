import { itemScore } from "#/evaluation/tasks/description/dimension-score.ts";
import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { ItemRecord } from "#/features/results/item-record.ts";
import { roundsOf, roundsText } from "#/features/results/rounds.ts";
import { shownOutcome } from "#/features/results/shown-outcome.ts";
import type { Task } from "#/prisma/generated/client.ts";

export type ColumnValue = string | number | boolean | null | string[];
/** `isAnswer`: absent where the answers are hidden from the reader. */
export type ItemColumn = {
  name: string;
  isAnswer?: true;
  value: (record: ItemRecord, sees: boolean) => ColumnValue;
};

const common: ItemColumn[] = [
  { name: "dataset", value: (record) => record.dataset },
  { name: "item", value: (record) => record.number },
  { name: "image", value: (record) => record.imagePath },
  { name: "status", value: (record, sees) => shownOutcome(record.outcome, sees) },
  { name: "attempts", value: (record) => record.attempts },
  { name: "latency_ms", value: (record) => record.latencyMs },
  { name: "prompt_tokens", value: (record) => record.promptTokens },
  { name: "completion_tokens", value: (record) => record.completionTokens },
  { name: "error", value: (record) => record.error },
];

const ofTask: Record<Task, ItemColumn[]> = {
  perception: [
    { name: "question_type", value: ({ questionType }) => nameOf(questionTypes, questionType) },
    { name: "concern", value: ({ concern }) => nameOf(quadrants, concern) },
    { name: "question", value: (record) => record.question },
    { name: "options", value: (record) => record.options },
    { name: "response", value: (record) => record.response },
    { name: "parsed", value: ({ options, parsed }) => optionText(options, parsed) },
    { name: "parsed_by", value: (record) => record.parsedBy },
    {
      name: "correct_answer",
      isAnswer: true,
      value: ({ options, correctOption }) => optionText(options, correctOption),
    },
    { name: "correct", isAnswer: true, value: ({ outcome }) => correctness(outcome) },
  ],
  description: [
    { name: "response", value: (record) => record.response },
    { name: "reference", isAnswer: true, value: (record) => record.reference },
    ...dimensions.map(
      (dimension): ItemColumn => ({
        name: dimension,
        isAnswer: true,
        value: ({ votes }) => itemScore(roundsOf(votes, dimension)),
      }),
    ),
    ...dimensions.map(
      (dimension): ItemColumn => ({
        name: `${dimension}_rounds`,
        isAnswer: true,
        value: ({ votes }) => roundsText(roundsOf(votes, dimension)),
      }),
    ),
  ],
  assessment: [
    { name: "subset", value: (record) => record.subset },
    { name: "mos", isAnswer: true, value: (record) => record.mos },
    { name: "score", value: (record) => record.score },
    { name: "logprob_difference", value: (record) => record.logprobDifference },
    { name: "rung", value: (record) => record.rung },
    { name: "censored", value: (record) => record.censored },
  ],
};

/** The columns of the per-item files, in their order. */
export function itemColumns(task: Task, seesAnswers: boolean): ItemColumn[] {
  return [...common, ...ofTask[task]].filter((column) => seesAnswers || !column.isAnswer);
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
