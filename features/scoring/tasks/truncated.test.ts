import { describe, expect, it } from "vitest";
import { RetryTally } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import { errorTable } from "#/evaluation/endpoints/errors/error-table.ts";
import type { TaskRunner } from "#/features/runs/task-runner.ts";
import { assessmentRunner } from "#/features/scoring/tasks/assessment-runner.ts";
import { descriptionRunner } from "#/features/scoring/tasks/description-runner.ts";
import { never, openTestEndpoint } from "#/test/ask-endpoint.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, type Misbehaviour, ok } from "#/test/misbehaviours.ts";

const retry = { attempts: 2, baseDelayMs: 1, maxDelayMs: 2, maxRetryAfterMs: 5, waitBudgetMs: 100 };
const item = {
  number: 0,
  question: null,
  options: [],
  correctOption: null,
  reference: null,
  pictures: [],
};
const profile = {
  words: ["good", "poor"],
  topK: 0,
  prefillFields: {},
  exact: null,
  choiceFields: {},
  samplesPerCall: 1,
};
const plan = (rung: string | null) => ({
  rung,
  settings: { probe: { reason: "", topK: 0, dialect: profile } },
});
/** Thinking that names a rating and a word, which nobody may read as the answer. */
const cutOff = ok("", {
  finishReason: "length",
  reasoning: "It is blurry and poor, so 20. The answer is good.",
});

async function asked(runner: TaskRunner, rung: string | null, withMore: Misbehaviour) {
  const budgets: number[] = [];
  await using server = await startMisbehavingEndpoint(({ body }) => {
    const budget = (body as { max_tokens: number }).max_tokens;
    budgets.push(budget);
    return budget > Math.min(...budgets) ? withMore : cutOff;
  });
  const endpoint = openTestEndpoint(server.url);
  const tally = new RetryTally();
  const answer = await runner.ask(item, [], { endpoint, retry, signal: never, plan: plan(rung), tally });
  await endpoint.close();
  return { answer, budgets, counts: tally.counts };
}

describe.each<[string, TaskRunner, string | null, string, number[], object]>([
  ["a description", descriptionRunner, null, "A sharp picture of a house, well lit.", [4096, 16_384], {}],
  ["a rating in words", assessmentRunner, "T", "72", [2048, 8192], { score: 72 }],
])("%s that was cut off", (_, runner, rung, text, budgets, more) => {
  it("is asked once more with a larger budget, and both are counted", async () => {
    const found = await asked(runner, rung, ok(text));
    expect(found.budgets).toEqual(budgets);
    expect(found.counts).toEqual({ starved: 1 });
    expect(found.answer).toMatchObject({ outcome: "answered", attempts: 2, promptTokens: 200, error: null });
    expect(found.answer).toMatchObject(more);
  });

  it("is recorded as starved where it is cut off again, its thinking unread", async () => {
    const { answer, counts } = await asked(runner, rung, cutOff);
    expect(answer).toMatchObject({ outcome: "starved", score: null, error: errorTable.starved.sentence });
    expect(answer.response).toBe("");
    expect(counts).toEqual({ starved: 1 });
  });

  it("stands where the larger budget is refused", async () => {
    const { answer } = await asked(runner, rung, failing(400, "max_tokens is too large"));
    expect(answer).toMatchObject({ outcome: "starved", attempts: 1 });
  });
});

it("asks each sample that was cut off once more, and calls a run of them starved", async () => {
  const good = await asked(assessmentRunner, "S", ok("good"));
  expect(good.answer).toMatchObject({ outcome: "answered", score: 1 });
  expect(good.counts).toEqual({ starved: 50 });
  const none = await asked(assessmentRunner, "S", cutOff);
  expect(none.answer).toMatchObject({ outcome: "starved", score: null });
  expect(none.budgets).toHaveLength(10);
});
