import { expect, it } from "vitest";
import {
  maxTokens,
  maxTokensOfTruncated,
  perceptionRunner,
} from "#/features/scoring/tasks/perception-runner.ts";
import { never, openTestEndpoint } from "#/test/ask-endpoint.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, type Misbehaviour, ok } from "#/test/misbehaviours.ts";

const retry = { attempts: 2, baseDelayMs: 1, maxDelayMs: 2, maxRetryAfterMs: 5, waitBudgetMs: 100 };
const item = {
  number: 0,
  question: "Is it sharp?",
  options: ["Yes", "No"],
  correctOption: 1,
  reference: null,
  pictures: [],
};
const cutOff = ok("", { finishReason: "length", reasoning: "A or B? A looks" });

async function asked(withMore: Misbehaviour) {
  const budgetOf = (body: unknown) => (body as { max_tokens: number }).max_tokens;
  await using server = await startMisbehavingEndpoint(({ body }) =>
    budgetOf(body) === maxTokens ? cutOff : withMore,
  );
  const endpoint = openTestEndpoint(server.url);
  const plan = { rung: null, settings: {} };
  const answer = await perceptionRunner.ask(item, [], { endpoint, retry, signal: never, plan });
  await endpoint.close();
  return { answer, budgets: server.calls.map(({ body }) => budgetOf(body)) };
}

it("asks once more with a larger budget when the answer was cut off, and counts both", async () => {
  const { answer, budgets } = await asked(ok("B"));
  expect(budgets).toEqual([maxTokens, maxTokensOfTruncated]);
  expect(answer).toMatchObject({ outcome: "correct", attempts: 2, promptTokens: 200, completionTokens: 2 });
});

it("records what stays cut off as starved, and never parses the thinking", async () => {
  const { answer, budgets } = await asked(cutOff);
  expect(budgets).toHaveLength(2);
  expect(answer).toMatchObject({ outcome: "starved", parsed: null, response: "" });
});

it("keeps the answer that was cut off where the larger budget is refused", async () => {
  const { answer } = await asked(failing(400, "max_tokens is too large for this model"));
  expect(answer).toMatchObject({ outcome: "starved", attempts: 1 });
});
