import { openProducer } from "#/jobs/enqueue.ts";

export type QueueState = {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  /** How long the oldest job has waited for a worker; null where none waits. */
  ageSeconds: number | null;
};

/** Resolves with what is in the queue now; null where its store does not answer in time. */
export async function queueState(patienceMs = 2000): Promise<QueueState | null> {
  const away = new Promise<null>((done) => setTimeout(() => done(null), patienceMs).unref());
  return Promise.race([readState().catch(() => null), away]);
}

async function readState(): Promise<QueueState> {
  const queue = openProducer();
  const [counts, [oldest]] = await Promise.all([
    queue.getJobCounts("waiting", "active", "delayed", "failed"),
    queue.getJobs(["waiting"], 0, 0, true),
  ]);
  const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
  const ageSeconds = oldest ? Math.max(0, (Date.now() - oldest.timestamp) / 1000) : null;
  return { waiting, active, delayed, failed, ageSeconds };
}
