import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { withRetries } from "#/evaluation/endpoints/retry.ts";
import { isRefusal } from "#/evaluation/tasks/answer-text/detect-refusal.ts";
import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import { judgedAnswer } from "#/evaluation/tasks/description/content-free.ts";
import { ratingParserVersion } from "#/evaluation/tasks/description/parse-rating.ts";
import { descriptionPrompt, descriptionPromptVersion } from "#/evaluation/tasks/description/prompt.ts";
import { descriptionProtocol } from "#/evaluation/tasks/description/protocol.ts";
import { judgedSheets } from "#/features/judge/judged-scores.ts";
import { noAnswer, type TaskRunner } from "#/features/runs/tasks/task-runner.ts";
import type { ItemOutcome } from "#/prisma/generated/client.ts";

// Enough for a reasoning model to come to its description.
export const maxTokens = 4096;

/** Asks for descriptions; the operator's judge rates each one after it was answered. */
export const description: TaskRunner = {
  protocolVersion: descriptionProtocol,
  promptVersion: descriptionPromptVersion,
  parserVersion: ratingParserVersion,

  async ask(_item, images, { endpoint, retry, signal }) {
    const request = { images, prompt: descriptionPrompt, maxTokens, temperature: 0 };
    let startedAt = 0;
    const call = (limited: AbortSignal) => {
      startedAt = performance.now();
      return endpoint.ask(request, limited);
    };
    const { value: reply, attempts } = await withRetries(call, retry, signal);
    return {
      ...noAnswer,
      outcome: outcomeOf(reply),
      response: reply.text || reply.refusal || "",
      attempts,
      latencyMs: Math.round(performance.now() - startedAt),
      promptTokens: reply.promptTokens,
      completionTokens: reply.completionTokens,
    };
  },

  score: ({ id }) => judgedSheets(id),
};

/** Every one of these is rated: what says nothing gets 0 without a call. */
function outcomeOf(reply: ChatReply): ItemOutcome {
  if (judgedAnswer(reply.text) !== "") return isRefusal(plainText(reply.text)) ? "refused" : "answered";
  if (reply.refusal !== null || reply.finishReason === "content_filter") return "refused";
  return reply.finishReason === "length" ? "starved" : "answered";
}
