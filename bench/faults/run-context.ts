import { setTimeout as delay } from "node:timers/promises";
import type { DatabaseServer } from "#/bench/faults/database-server.ts";
import type { QueueStore } from "#/bench/faults/queue-store.ts";
import { seeded } from "#/bench/faults/seeded.ts";
import type { SeededEndpoint } from "#/bench/faults/seeded-endpoint.ts";
import type { WorkerPool } from "#/bench/faults/worker-pool.ts";
import type { User } from "#/features/access/actor.ts";
import { submit } from "#/features/submissions/submit.ts";
import { db } from "#/lib/db.ts";

const pollMs = 50;

export type RunDataset = { slug: string; items: number };

export type Setting = {
  seed: number;
  /** The last one is the large one. */
  datasets: RunDataset[];
  concurrency: number;
  endpoint: SeededEndpoint;
  workerPool: WorkerPool;
  store: QueueStore;
  database: DatabaseServer;
  actor: User;
};

/** All that a fault can lay hands on while a run is going on. */
export type RunContext = Setting & { submissionId: string; random: () => number };

export const firstKey = "sk-faults-0123456789";

export async function openRunContext(setting: Setting): Promise<RunContext> {
  const { id } = await submit(setting.actor, submissionInput(setting));
  return { ...setting, submissionId: id, random: seeded(setting.seed) };
}

export function submissionInput({ actor, endpoint, datasets, concurrency }: Setting) {
  const apiKey = firstKey;
  return {
    // A name belongs to the account that published under it.
    model: { name: `Model of ${actor.id}` },
    endpoint: { protocol: "openai", baseUrl: endpoint.url, model: "m", apiKey, concurrency },
    datasets: datasets.map(({ slug }) => slug),
  };
}

/** Resolves once so much of the large dataset was asked; looks at the endpoint, so it works while all else is down. */
export async function asked({ endpoint, datasets }: RunContext, share: number): Promise<void> {
  const items = datasets.at(-1)?.items ?? 0;
  while (endpoint.asked() < share * items) await delay(pollMs);
}

export type RunState = { id: number; status: string; reason: string | null };

/** The submission's runs in the order of its datasets; null while the database does not answer. */
export async function runStates(submissionId: string): Promise<RunState[] | null> {
  return db()
    .run.findMany({ where: { submissionId }, orderBy: { id: "asc" } })
    .catch(() => null);
}

/** Resolves once the submission's runs are as wanted. */
export async function runsAre(
  submissionId: string,
  wanted: (runs: RunState[]) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  while (!signal?.aborted) {
    const runs = await runStates(submissionId);
    if (runs && wanted(runs)) return;
    await delay(pollMs);
  }
}

export function hasEnded({ status }: RunState): boolean {
  return status === "finished" || status === "failed" || status === "cancelled";
}
