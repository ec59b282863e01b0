import { expect, it } from "vitest";
import { withRetries } from "#/evaluation/endpoints/decorators/retry.ts";
import type { ChatReply, Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { never, openTestEndpoint, testQuestion } from "#/test/ask-endpoint.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { after, failing, ok } from "#/test/misbehaviours.ts";
import { AdaptiveConcurrencyEndpoint } from "#/workers/session/adaptive-concurrency.ts";

type Pending = { answer: () => void; refuse: (kind: "rate" | "server") => void };

/** An endpoint whose calls end when the test says so. */
function held(): { endpoint: Endpoint; pending: Pending[] } {
  const pending: Pending[] = [];
  const ask = () =>
    new Promise<ChatReply>((resolve, reject) => {
      const answer = () => resolve({ text: "A" } as ChatReply);
      pending.push({ answer, refuse: (kind) => reject(new EndpointError(kind, "no")) });
    });
  return {
    endpoint: { ask, tokenIds: async () => null, models: async () => null, close: async () => {} },
    pending,
  };
}

const settled = () => new Promise((done) => setImmediate(done));

async function asking(
  paced: AdaptiveConcurrencyEndpoint,
  pending: Pending[],
  calls: number,
  end: (call: Pending) => void,
) {
  const asked = Array.from({ length: calls }, () => paced.ask(testQuestion, never).catch(() => null));
  await settled();
  const inFlight = pending.length;
  while (pending.length > 0) {
    for (const call of pending.splice(0)) end(call);
    await settled();
  }
  await Promise.all(asked);
  return inFlight;
}

it("halves once for all calls in flight, grows back one by one, and never above what was asked", async () => {
  const { endpoint, pending } = held();
  const paced = new AdaptiveConcurrencyEndpoint(endpoint, 16);
  expect(await asking(paced, pending, 16, (call) => call.refuse("rate"))).toBe(16);
  expect(paced.limit).toBe(8);
  expect(await asking(paced, pending, 8, (call) => call.answer())).toBe(8);
  expect(paced.limit).toBe(9);
  await asking(paced, pending, 400, (call) => call.answer());
  expect(paced.limit).toBe(16);
  for (let round = 0; round < 9; round += 1) await asking(paced, pending, 1, (call) => call.refuse("rate"));
  expect(paced.limit).toBe(1);
  expect(await asking(paced, pending, 3, (call) => call.answer())).toBe(1);
});

it("is not slowed down by other failures", async () => {
  const { endpoint, pending } = held();
  const paced = new AdaptiveConcurrencyEndpoint(endpoint, 8);
  await asking(paced, pending, 8, (call) => call.refuse("server"));
  expect(paced.limit).toBe(8);
});

it("finds the pace of a server that takes four calls at a time", async () => {
  await using server = await startMisbehavingEndpoint(() =>
    server.inFlight() > 4 ? failing(429, "slow down") : after(3, ok("A")),
  );
  const paced = new AdaptiveConcurrencyEndpoint(openTestEndpoint(server.url, { concurrency: 32 }), 32);
  const retry = { attempts: 2, baseDelayMs: 1, maxDelayMs: 4, maxRetryAfterMs: 5, waitBudgetMs: 20_000 };
  const asked = Array.from({ length: 300 }, () =>
    withRetries((signal) => paced.ask(testQuestion, signal), retry, never),
  );
  expect((await Promise.all(asked)).every(({ value }) => value.text === "A")).toBe(true);
  expect(paced.limit).toBeLessThanOrEqual(8);
  expect(server.calls.length).toBeLessThan(450);
  await paced.close();
});
