import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { noAnswerReason } from "#/evaluation/tasks/no-answer.ts";
import { type ScoredItem, scorePerception } from "#/evaluation/tasks/perception/accuracy.ts";
import { datasetOption, inOrder, optionOrder } from "#/evaluation/tasks/perception/option-order.ts";
import { classifyOutcome } from "#/evaluation/tasks/perception/outcome.ts";
import { parseAnswer, parserVersion } from "#/evaluation/tasks/perception/parse-answer.ts";
import { buildPrompt, promptVersion } from "#/evaluation/tasks/perception/perception-prompt.ts";
import { perceptionProtocol } from "#/evaluation/tasks/perception/perception-protocol.ts";
import { correctByJudge } from "#/features/judging/correct-by-judge.ts";
import { optionSeed } from "#/features/runs/option-seed.ts";
import { type NumberedOutcome, perceptionOutcomes } from "#/features/runs/queries.ts";
import { type AskableItem, noAnswer, type TaskRunner } from "#/features/runs/task-runner.ts";
import { ItemCaller } from "#/features/scoring/tasks/item-caller.ts";

// Enough for most reasoning models to come to their letter; who needs more is asked once more.
export const maxTokens = 2048;
export const maxTokensOfTruncated = 8192;

export const perceptionRunner: TaskRunner = {
  protocolVersion: perceptionProtocol,
  promptVersion,
  parserVersion,

  async ask(item, images, call) {
    const caller = new ItemCaller(call);
    const order = optionOrder(optionSeed(call.plan), item.number, item.options.length);
    const prompt = buildPrompt(item.question ?? "", inOrder(item.options, order));
    const request = { images, prompt, maxTokens, temperature: 0 };
    const read = (reply: ChatReply) => caller.timed(() => readAnswer(reply, item, order));
    const reply = await caller.askAgain(request, maxTokensOfTruncated, (came) => read(came).outcome);
    return { ...noAnswer, ...read(reply), ...caller.read() };
  },

  async score(run) {
    const [outcomes, settled] = await Promise.all([perceptionOutcomes(run), correctByJudge(run.id)]);
    const rows = (items: readonly ScoredItem[], metric: string) =>
      scorePerception(items).scores.map((score) => ({ ...score, metric }));
    const judged = settled && outcomes.map((item) => withVerdict(item, settled));
    return [{ scores: [...rows(outcomes, "accuracy"), ...(judged ? rows(judged, "accuracy.judged") : [])] }];
  },
};

function withVerdict(item: NumberedOutcome, settled: ReadonlySet<number>): ScoredItem {
  return item.outcome === "unparsed" && settled.has(item.number) ? { ...item, outcome: "correct" } : item;
}

function readAnswer(reply: ChatReply, item: AskableItem, order: readonly number[]) {
  const read = parseAnswer(reply.text, inOrder(item.options, order), item.question ?? "");
  const answer = read.option === null ? read : { ...read, option: datasetOption(order, read.option) };
  const { finishReason, refusal } = reply;
  const outcome = classifyOutcome({ answer, finishReason, refusal }, item.correctOption);
  return {
    outcome,
    error: noAnswerReason(outcome),
    parsed: answer.option,
    parsedBy: answer.option === null ? null : answer.method,
    response: reply.text || reply.refusal || "",
  };
}
