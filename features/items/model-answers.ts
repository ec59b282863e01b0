import { describedScore } from "#/evaluation/tasks/description/compare-descriptions.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { OutcomeChoice } from "#/features/items/item-filter.ts";
import { runAnswers } from "#/features/items/queries.ts";
import { describedItems } from "#/features/judging/queries.ts";
import type { RunEntry } from "#/features/model-pages/run-on-dataset.ts";
import type { ItemOutcome } from "#/prisma/generated/client.ts";

/** What the chosen model made of an item; `score` is d or the score of assessment, or what the judge gave of 6. */
export type ModelAnswer = {
  outcome: ItemOutcome | "pending";
  parsed: number | null;
  score: number | null;
  response: string | null;
};

export function outcomeChoice(outcome: ItemOutcome | undefined): OutcomeChoice {
  if (outcome === undefined || outcome === "error" || outcome === "absent") return "missing";
  return outcome === "correct" ? "right" : "wrong";
}

/** Resolves with the answers of the run to these items, outcomes included: ask canSeeAnswerKeys first. */
export async function modelAnswers(
  { runId, task, judgeId }: RunEntry,
  numbers: readonly number[],
): Promise<Map<number, ModelAnswer>> {
  const [answers, rated] = await Promise.all([
    runAnswers(runId, numbers),
    taskTraits[task].needsJudge ? describedItems(runId, judgeId) : [],
  ]);
  const points = new Map(rated.map((item) => [item.number, describedScore(item)]));
  return new Map(
    answers.map(({ item, outcome, parsed, value, response }) => [
      item,
      {
        outcome,
        parsed,
        score: taskTraits[task].isRating ? value : (points.get(item) ?? null),
        response,
      },
    ]),
  );
}
