import type { ChatReply, ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { RetriesExhausted, withRetries } from "#/evaluation/endpoints/retry.ts";
import { type ScoredItem, scorePerception } from "#/evaluation/tasks/perception/accuracy.ts";
import { judgeOutcome } from "#/evaluation/tasks/perception/outcome.ts";
import { parseAnswer, parserVersion } from "#/evaluation/tasks/perception/parse-answer.ts";
import { buildPrompt, promptVersion } from "#/evaluation/tasks/perception/prompt.ts";
import { perceptionProtocol } from "#/evaluation/tasks/perception/protocol.ts";
import { settledByJudge } from "#/features/judge/settled-by-judge.ts";
import { type NumberedOutcome, perceptionOutcomes } from "#/features/runs/queries.ts";
import {
  type AskableItem,
  type CallOptions,
  type ItemAnswer,
  noAnswer,
  type TaskRunner,
} from "#/features/runs/tasks/task-runner.ts";

// Enough for most reasoning models to come to their letter; who needs more is asked once more.
export const maxTokens = 2048;
export const maxTokensOfStarved = 8192;

export const perception: TaskRunner = {
  protocolVersion: perceptionProtocol,
  promptVersion,
  parserVersion,

  async ask(item, images, call) {
    const prompt = buildPrompt(item.question ?? "", item.options);
    const ask = async (budget: number) => {
      const request = { images, prompt, maxTokens: budget, temperature: 0 };
      const { reply, ...spent } = await askOnce(request, call);
      return { ...noAnswer, ...judged(reply, item), ...spent };
    };
    const first = await ask(maxTokens);
    if (first.outcome !== "starved") return first;
    const again = await ask(maxTokensOfStarved).catch((error: unknown) => {
      // A server may refuse the larger budget; then the answer that was cut off stands.
      if (error instanceof RetriesExhausted && !error.error.stopsRun) return null;
      throw error;
    });
    return again ? { ...again, ...bothSpent(first, again) } : first;
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

type Spent = Pick<ItemAnswer, "attempts" | "latencyMs" | "promptTokens" | "completionTokens">;

async function askOnce(request: ChatRequest, { endpoint, retry, signal }: CallOptions) {
  let startedAt = 0;
  const call = (limited: AbortSignal) => {
    startedAt = performance.now();
    return endpoint.ask(request, limited);
  };
  const { value: reply, attempts } = await withRetries(call, retry, signal);
  const { promptTokens, completionTokens } = reply;
  return {
    reply,
    attempts,
    latencyMs: Math.round(performance.now() - startedAt),
    promptTokens,
    completionTokens,
  };
}

function bothSpent(first: Spent, again: Spent): Spent {
  const sum = (field: keyof Spent) => {
    const [one, other] = [first[field], again[field]];
    return one === null || other === null ? other : one + other;
  };
  return {
    attempts: first.attempts + again.attempts,
    latencyMs: sum("latencyMs"),
    promptTokens: sum("promptTokens"),
    completionTokens: sum("completionTokens"),
  };
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
