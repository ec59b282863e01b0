import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { withRetries } from "#/evaluation/endpoints/retry.ts";
import { type ScoredItem, scorePerception } from "#/evaluation/tasks/perception/accuracy.ts";
import { judgeOutcome } from "#/evaluation/tasks/perception/outcome.ts";
import { parseAnswer, parserVersion } from "#/evaluation/tasks/perception/parse-answer.ts";
import { buildPrompt, promptVersion } from "#/evaluation/tasks/perception/prompt.ts";
import { perceptionProtocol } from "#/evaluation/tasks/perception/protocol.ts";
import { settledByJudge } from "#/features/judge/settled-by-judge.ts";
import { type NumberedOutcome, perceptionOutcomes } from "#/features/runs/queries.ts";
import { type AskableItem, noAnswer, type TaskRunner } from "#/features/runs/tasks/task-runner.ts";

// Enough for a reasoning model to come to its letter.
export const maxTokens = 2048;

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
    const [outcomes, settled] = await Promise.all([perceptionOutcomes(run), settledByJudge(run.id)]);
    const rows = (items: readonly ScoredItem[], metric: string) =>
      scorePerception(items).scores.map((score) => ({ ...score, metric }));
    const judged = settled && outcomes.map((item) => withVerdict(item, settled));
    return [{ scores: [...rows(outcomes, "accuracy"), ...(judged ? rows(judged, "accuracy.judged") : [])] }];
  },
};

function withVerdict(item: NumberedOutcome, settled: ReadonlySet<number>): ScoredItem {
  return item.outcome === "unparsed" && settled.has(item.number) ? { ...item, outcome: "correct" } : item;
}

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
