import { setTimeout as delay } from "node:timers/promises";
import type { Bench } from "#/bench/faults/bench.ts";
import { startSeededEndpoint } from "#/bench/faults/seeded-endpoint.ts";
import { hasEnded, openStage, runsAre } from "#/bench/faults/run-context.ts";
import { createUser } from "#/features/users/create-user.ts";
import { env } from "#/lib/env.ts";
import { sceneDataset } from "#/test/submission-fixtures.ts";

const items = 64;
const latencyMs = 1_500;
const othersStartMs = 5_000;

/**
 * At default settings: a worker holds all batches, another has nothing to do; the first is killed and the queue
 * emptied at once. Seconds until the endpoint hears from the other one.
 */
export async function resumeAtDefaults(bench: Bench): Promise<number> {
  const endpoint = await startSeededEndpoint(0, latencyMs);
  const crew = bench.crew({ WORKER_LEASE_MS: String(env().WORKER_LEASE_MS) });
  try {
    const { store, database } = bench;
    const actor = await createUser({ email: `resume-${Date.now()}@example.org` });
    const datasets = [{ slug: await sceneDataset(items), items }];
    const stage = { seed: 0, datasets, concurrency: 8, endpoint, crew, store, database, actor };
    const { submissionId } = await openStage(stage);
    crew.start();
    while (endpoint.calls() === 0) await delay(50);
    crew.start();
    await delay(othersStartMs);
    await Promise.all([crew.killOldest(), store.empty()]);
    const killedAt = performance.now();
    while (endpoint.lastCallAt() < killedAt) await delay(50);
    const seconds = (endpoint.lastCallAt() - killedAt) / 1000;
    await runsAre(submissionId, (runs) => runs.every(hasEnded));
    await crew.stopAll();
    return seconds;
  } finally {
    await crew.killAll();
    await crew.stopAll();
    await endpoint.close();
  }
}
