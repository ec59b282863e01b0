import { setTimeout as delay } from "node:timers/promises";
import type { Bench } from "#/bench/faults/bench.ts";
import { hasEnded, openRunContext, runsAre } from "#/bench/faults/run-context.ts";
import { startSeededEndpoint } from "#/bench/faults/seeded-endpoint.ts";
import { createUser } from "#/features/users/create-user.ts";
import { env } from "#/lib/env.ts";
import { fixtureDataset } from "#/test/submission-fixtures.ts";

const items = 64;
const latencyMs = 1_500;
const othersStartMs = 5_000;

/**
 * At default settings: a worker holds all batches, another has nothing to do; the first is killed and the queue
 * emptied at once. Seconds until the endpoint hears from the other one.
 */
export async function resumeAtDefaults(bench: Bench): Promise<number> {
  const endpoint = await startSeededEndpoint(0, latencyMs);
  const workerPool = bench.workerPool({ WORKER_LEASE_MS: String(env().WORKER_LEASE_MS) });
  try {
    const { store, database } = bench;
    const actor = await createUser({ email: `resume-${Date.now()}@example.org` });
    const datasets = [{ slug: await fixtureDataset(items), items }];
    const context = { seed: 0, datasets, concurrency: 8, endpoint, workerPool, store, database, actor };
    const { submissionId } = await openRunContext(context);
    workerPool.start();
    while (endpoint.calls() === 0) await delay(50);
    workerPool.start();
    await delay(othersStartMs);
    await Promise.all([workerPool.killOldest(), store.empty()]);
    const killedAt = performance.now();
    while (endpoint.lastCallAt() < killedAt) await delay(50);
    const seconds = (endpoint.lastCallAt() - killedAt) / 1000;
    await runsAre(submissionId, (runs) => runs.every(hasEnded));
    await workerPool.stopAll();
    return seconds;
  } finally {
    await workerPool.killAll();
    await workerPool.stopAll();
    await endpoint.close();
  }
}
