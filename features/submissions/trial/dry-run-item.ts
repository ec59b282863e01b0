import { type Exchange, recordExchanges } from "#/evaluation/endpoints/decorators/record-exchanges.ts";
import { RetriesExhausted } from "#/evaluation/endpoints/decorators/retry.ts";
import { optionText } from "#/features/results/item-columns.ts";
import { visibleOutcome } from "#/features/results/visible-outcome.ts";
import {
  type AskableItem,
  type CallOptions,
  type ItemAnswer,
  noAnswer,
  type TaskRunner,
} from "#/features/runs/task-runner.ts";
import type { DryRunItem } from "#/features/submissions/trial/dry-run-outcome.ts";
import { getBlob } from "#/lib/blobs/blob-store.ts";

export type DryCall = {
  runner: TaskRunner;
  call: CallOptions;
  canSeeAnswerKeys: boolean;
  /** What is said of an item whose answer came too late. */
  tooLate: string;
};

const longestText = 8000;

/** Asks one item as a run does. Rejects with RetriesExhausted where every other call would fail the same way. */
export async function dryRunItem(item: AskableItem, dry: DryCall): Promise<DryRunItem> {
  const { endpoint, exchanges } = recordExchanges(dry.call.endpoint);
  const answer = await ask(item, { ...dry, call: { ...dry.call, endpoint } });
  return viewOf(item, answer, exchanges, dry.canSeeAnswerKeys);
}

async function ask(item: AskableItem, { runner, call, tooLate }: DryCall): Promise<ItemAnswer> {
  try {
    const images = await Promise.all(
      item.pictures.map(async ({ hash, mime }) => ({ bytes: await getBlob(hash), mime })),
    );
    return await runner.ask(item, images, call);
  } catch (error) {
    if (error instanceof RetriesExhausted && !error.error.stopsRun) {
      const outcome = error.error.kind === "filter" ? "refused" : "error";
      return { ...noAnswer, outcome, attempts: error.attempts, error: error.message };
    }
    if (!call.signal.aborted) throw error;
    return { ...noAnswer, outcome: "error", error: tooLate };
  }
}

function viewOf(
  item: AskableItem,
  answer: ItemAnswer,
  exchanges: readonly Exchange[],
  canSee: boolean,
): DryRunItem {
  const last = exchanges.at(-1);
  return {
    item: item.number,
    key: String(item.number),
    images: item.pictures.map(({ hash }) => hash),
    question: item.question,
    options: item.options,
    prompt: last?.request.prompt ?? null,
    assistantPrefix: last?.request.assistantPrefix ?? null,
    raw: last ? excerpt(last.reply.text || last.reply.refusal || "") : null,
    thinking: last?.reply.reasoning ? excerpt(last.reply.reasoning) : null,
    calls: exchanges.length,
    status: visibleOutcome(answer.outcome, canSee),
    parsed: optionText(item.options, answer.parsed),
    parsedBy: answer.parsedBy,
    score: answer.score,
    logprobDifference: answer.logprobDifference,
    ...(canSee && { correctAnswer: optionText(item.options, item.correctOption), reference: item.reference }),
    sent: answer.sent,
    attempts: answer.attempts,
    latencyMs: answer.latencyMs,
    error: answer.error,
  };
}

function excerpt(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText).toWellFormed()}…` : text;
}
