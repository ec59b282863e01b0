import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { isRefusal } from "#/evaluation/tasks/answer-text/detect-refusal.ts";
import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import { judgedAnswer } from "#/evaluation/tasks/description/content-free.ts";
import {
  descriptionPrompt,
  descriptionPromptVersion,
} from "#/evaluation/tasks/description/description-prompt.ts";
import { descriptionProtocol } from "#/evaluation/tasks/description/description-protocol.ts";
import { ratingParserVersion } from "#/evaluation/tasks/description/parse-rating.ts";
import { isFiltered, noAnswerOf, noAnswerReason } from "#/evaluation/tasks/no-answer.ts";
import { noAnswer, type TaskRunner } from "#/features/runs/task-runner.ts";
import { descriptionSheets } from "#/features/scoring/description-sheets.ts";
import { ItemCaller } from "#/features/scoring/tasks/item-caller.ts";
import type { ItemOutcome } from "#/prisma/generated/client.ts";

// Enough for most reasoning models to come to their description; who needs more is asked once more.
export const maxTokens = 4096;
export const maxTokensOfTruncated = 16_384;

/** Asks for descriptions; the operator's judge rates each one after it was answered. */
export const descriptionRunner: TaskRunner = {
  protocolVersion: descriptionProtocol,
  promptVersion: descriptionPromptVersion,
  parserVersion: ratingParserVersion,

  async ask(_item, images, call) {
    const caller = new ItemCaller(call);
    const request = { images, prompt: descriptionPrompt, maxTokens, temperature: 0 };
    const reply = await caller.askAgain(request, maxTokensOfTruncated, outcomeOf);
    const outcome = outcomeOf(reply);
    return {
      ...noAnswer,
      outcome,
      error: noAnswerReason(outcome),
      response: reply.text || reply.refusal || "",
      ...caller.read(),
    };
  },

  score: ({ id }) => descriptionSheets(id),
};

/** Every one of these is rated: what says nothing gets 0 without a call. */
function outcomeOf(reply: ChatReply): ItemOutcome {
  const isSilent = judgedAnswer(reply.text) === "";
  if (isSilent || isFiltered(reply)) return noAnswerOf(reply, isSilent) ?? "answered";
  return isRefusal(plainText(reply.text)) ? "refused" : "answered";
}
