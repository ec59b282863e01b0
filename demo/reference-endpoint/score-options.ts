import type { Question } from "#/demo/reference-endpoint/question.ts";
import {
  type Scorer,
  scoreAmounts,
  scoreAspects,
  scoreHues,
  scoreMoods,
  scoreParts,
  scoreSides,
  scoreYesOrNo,
} from "#/demo/reference-endpoint/score-by-kind.ts";
import type { Sight } from "#/demo/reference-endpoint/sight.ts";
import { letterPrior } from "#/demo/reference-endpoint/thresholds.ts";

const scorers: readonly Scorer[] = [
  scoreYesOrNo,
  scoreSides,
  scoreMoods,
  scoreAspects,
  scoreHues,
  scoreAmounts,
  scoreParts,
];

/** The score of an option of which the pixels say nothing. */
export function priorOf(at: number): number {
  return letterPrior[at] ?? -0.8;
}

/** Log-likelihoods of the options, up to a constant, from the first way of measuring that fits the question. */
export function scoreOptions(question: Question, sight: Sight): number[] {
  for (const score of scorers) {
    const scores = score(question, sight);
    if (scores !== null) return scores;
  }
  return question.options.map((_, at) => priorOf(at));
}
