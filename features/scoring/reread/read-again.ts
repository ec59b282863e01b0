import { parseTextRating } from "#/evaluation/tasks/assessment/text-rating.ts";
import { highestRating, type JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import { parseRating } from "#/evaluation/tasks/description/parse-rating.ts";
import { datasetOption, inOrder, optionOrder } from "#/evaluation/tasks/perception/option-order.ts";
import { classifyOutcome } from "#/evaluation/tasks/perception/outcome.ts";
import { parseAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";
import type { ItemOutcome } from "#/prisma/generated/client.ts";

export type Reading = {
  outcome: ItemOutcome;
  parsed: number | null;
  parsedBy: string | null;
  score: number | null;
};

/** A stored answer with how it was read, and what reading it again needs to know of its item. */
export type StoredAnswer = Reading & {
  item: number;
  response: string;
  question: string | null;
  options: string[];
  correctOption: number | null;
};

/** How a call ended is not kept; what became of it tells as much as reading needs. */
function finishReasonOf(outcome: ItemOutcome) {
  if (outcome === "starved") return "length";
  return outcome === "refused" ? "content_filter" : "unknown";
}

/** Returns how today's parser reads an answer to a question, whose options were permuted by `seed`. */
export function readChoiceAgain(stored: StoredAnswer, seed: string | null): Reading {
  const order = optionOrder(seed, stored.item, stored.options.length);
  const read = parseAnswer(stored.response, inOrder(stored.options, order), stored.question ?? "");
  const answer = read.option === null ? read : { ...read, option: datasetOption(order, read.option) };
  const reply = { answer, finishReason: finishReasonOf(stored.outcome), refusal: null } as const;
  return {
    outcome: classifyOutcome(reply, stored.correctOption),
    parsed: answer.option,
    parsedBy: answer.option === null ? null : answer.method,
    score: null,
  };
}

/** Texts of ratings are kept up to this length; of a longer one only the reading is known. */
const keptRatingText = 2000;

/** Returns how today's reader reads a rating in words. */
export function readRatingAgain({ outcome, parsed, parsedBy, score, response }: StoredAnswer): Reading {
  if (response.length >= keptRatingText) return { outcome, parsed, parsedBy, score };
  const rating = parseTextRating(response);
  if (rating !== null) return { outcome: "answered", parsed, parsedBy, score: rating };
  return { outcome: outcome === "answered" ? "unparsed" : outcome, parsed, parsedBy, score: null };
}

export function readJudgeAgain(aspect: JudgedAspect, reply: string): number | null {
  return parseRating(reply, highestRating[aspect]);
}
