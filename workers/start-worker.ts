import { queueName } from "#/jobs/contracts.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { maxStalledCount, queueTimings } from "#/jobs/settings.ts";
import { log } from "#/lib/log.ts";
import { openWorker } from "#/lib/queue.ts";
import type { WorkerHandle } from "#/lib/queue-worker.ts";
import { withTimeout } from "#/lib/with-timeout.ts";
import { dispatch } from "#/workers/dispatch.ts";
import { Reconciler } from "#/workers/reconciler.ts";
import { type WorkerOptions, WorkerState } from "#/workers/worker-state.ts";

export type RunningWorker = {
  state: WorkerState;
  /** Begins nothing new, lets calls in flight end up to the bound, then cuts them and gives the leases back. */
  stop(boundMs?: number): Promise<void>;
};

/** More than there are jobs: a job that is of no use ends at once, and one job of its own each submission has. */
const jobsAtOnce = 100;
const queuePatienceMs = 3_000;
const roundPatienceMs = 3_000;

export function startWorker(options: WorkerOptions): RunningWorker {
  const state = new WorkerState(options);
  const { reconcileEveryMs } = queueTimings(options.leaseMs);
  state.leaseKeeper.start();
  state.metrics.start(state);
  const jobs = openJobs(state);
  const reconciler = new Reconciler(state);
  reconciler.start(reconcileEveryMs);
  return {
    state,
    stop: async (boundMs = 18_000) => {
      reconciler.stop();
      state.shutdown.abort();
      const cutting = setTimeout(() => state.kill.abort(), boundMs);
      const closing = jobs.close().catch(sayUnclean);
      await state.idle();
      clearTimeout(cutting);
      // A queue that is away cannot be told that its jobs are done; it gives them to others, who find nothing to do.
      await withTimeout(queuePatienceMs, closing).catch(sayUnclean);
      // What is cut off here is found again by whoever reconciles next.
      await withTimeout(roundPatienceMs, reconciler.idle()).catch(() => {});
      state.leaseKeeper.stop();
      await state.metrics.stop(state);
      await closeQueue().catch(() => {});
    },
  };
}

function sayUnclean(error: unknown): void {
  log().warn({ error: String(error) }, "queue not closed cleanly");
}

function openJobs(state: WorkerState): WorkerHandle {
  const { lockDurationMs, stalledIntervalMs } = queueTimings(state.options.leaseMs);
  return openWorker(
    queueName,
    (job) => dispatch(state, job.name, job.data),
    {
      concurrency: Math.max(state.options.jobs, jobsAtOnce),
      lockDuration: lockDurationMs,
      stalledInterval: stalledIntervalMs,
      maxStalledCount,
    },
    {
      onError: (error) => log().warn({ error: error.message }, "queue trouble"),
      onFailed: (job, error) => log().error({ job: job?.name, error: error.message }, "job failed"),
    },
  );
}
