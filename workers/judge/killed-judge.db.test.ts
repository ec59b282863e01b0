import type { ChildProcess } from "node:child_process";
import { afterAll, expect, it } from "vitest";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { env, provideEnv } from "#/lib/env.ts";
import { descriptionDataset } from "#/test/description-fixtures.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { after as delayed, ok } from "#/test/misbehaviours.ts";
import { fixtureSubmission, seen } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { endWorkerProcess, startWorkerProcess } from "#/test/worker-process.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const items = 60;
const needed = items * 3 * 5;

it("goes on at the exact round after kills in the middle of judging: no more calls than needed and in flight", async () => {
  await using judge = await startMisbehavingEndpoint(() => delayed(15, ok("Score: 1")));
  await using model = await startMisbehavingEndpoint((call) => ok(`Picture ${call.number} is blurry.`));
  provideEnv({ JUDGE_BASE_URL: judge.url, JUDGE_MODEL: "judge-1" });
  const { id, actor } = await fixtureSubmission(model.url, [await descriptionDataset(items)]);
  const ratings = () => db().judgeRating.count();
  const workers: ChildProcess[] = [];
  let inFlight = 0;
  try {
    for (const enough of [200, 500]) {
      const victim = startWorkerProcess();
      workers.push(victim);
      await seen(actor, id, () => judge.calls.length >= enough);
      await endWorkerProcess(victim, "SIGKILL");
      inFlight += env().JUDGE_CONCURRENCY;
      expect(await ratings()).toBeLessThan(needed);
    }
    workers.push(startWorkerProcess());
    const { runs } = await seen(actor, id, ({ status }) => status === "finished");
    expect(runs[0]).toMatchObject({ done: items, scores: { sum: { value: 3, n: items } } });
    expect(await ratings()).toBe(needed);
    console.info(`${judge.calls.length} judge calls for ${needed} ratings over two kills`);
    expect(judge.calls.length).toBeGreaterThanOrEqual(needed);
    expect(judge.calls.length).toBeLessThanOrEqual(needed + inFlight);
    expect(judge.maxInFlight()).toBeLessThanOrEqual(env().JUDGE_CONCURRENCY);
    expect(model.calls.length).toBeLessThanOrEqual(items + 16);
  } finally {
    await Promise.all(workers.map((worker) => endWorkerProcess(worker, "SIGKILL")));
  }
}, 120_000);
