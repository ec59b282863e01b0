import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { withRetries } from "#/evaluation/endpoints/retry.ts";
import { scorePerception } from "#/evaluation/tasks/perception/accuracy.ts";
import { judgeOutcome } from "#/evaluation/tasks/perception/outcome.ts";
import { parseAnswer, parserVersion } from "#/evaluation/tasks/perception/parse-answer.ts";
import { buildPrompt, promptVersion } from "#/evaluation/tasks/perception/prompt.ts";
import { perceptionProtocol } from "#/evaluation/tasks/perception/protocol.ts";
import { perceptionOutcomes } from "#/features/runs/queries.ts";
import { type AskableItem, noAnswer, type TaskRunner } from "#/features/runs/tasks/task-runner.ts";

// Enough for a reasoning model to come to its letter.
const maxTokens = 2048;

export const perception: TaskRunner = {
  protocolVersion: perceptionProtocol,
  promptVersion,
  parserVersion,

  async ask(item, images, { endpoint, retry, signal }) {
    const request = {
      images,
      prompt: buildPrompt(item.question ?? "", item.options),
      maxTokens,
      temperature: 0,
    };
    let startedAt = 0;
    const call = (limited: AbortSignal) => {
      startedAt = performance.now();
      return endpoint.ask(request, limited);
    };
    const { value: reply, attempts } = await withRetries(call, retry, signal);
    return {
      ...noAnswer,
      ...judged(reply, item),
      attempts,
      latencyMs: Math.round(performance.now() - startedAt),
      promptTokens: reply.promptTokens,
      completionTokens: reply.completionTokens,
    };
  },

  async score(run) {
    const { scores } = scorePerception(await perceptionOutcomes(run));
    return scores.map((score) => ({ ...score, metric: "accuracy" }));
  },
};

function judged(reply: ChatReply, item: AskableItem) {
  const answer = parseAnswer(reply.text, item.options);
  return {
    outcome: judgeOutcome(
      { answer, finishReason: reply.finishReason, refusal: reply.refusal },
      item.correctOption,
    ),
    parsed: answer.option,
    parsedBy: answer.option === null ? null : answer.method,
    response: reply.text || reply.refusal || "",
  };
}
