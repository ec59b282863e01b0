import { settleJudgement } from "#/features/judge/settle-judgement.ts";
import { compareEntries } from "#/features/leaderboards/compare-entries.ts";
import { reconcile } from "#/features/runs/reconcile.ts";
import { settleRun } from "#/features/runs/settle-run.ts";
import { evaluateSubmission, judgeAnswers, queueName } from "#/jobs/contracts.ts";
import { closeQueue, ring } from "#/jobs/ring.ts";
import { bellTimes, maxStalledCount } from "#/jobs/settings.ts";
import { log } from "#/lib/log.ts";
import { openWorker } from "#/lib/queue.ts";
import type { WorkerHandle } from "#/lib/queue-worker.ts";
import { within } from "#/lib/within.ts";
import { dispatch } from "#/workers/dispatch.ts";
import { judgeInBackground } from "#/workers/judge-answers.ts";
import { workAtSubmission } from "#/workers/work-at-submission.ts";
import { type WorkerOptions, WorkerState } from "#/workers/worker-state.ts";

export type RunningWorker = {
  state: WorkerState;
  /** Begins nothing new, lets calls in flight end up to the bound, then cuts them and gives the leases back. */
  stop(boundMs?: number): Promise<void>;
};

const ringsPerRound = 4;
const queuePatienceMs = 3_000;

export function startWorker(options: WorkerOptions): RunningWorker {
  const state = new WorkerState(options);
  const { reconcileEveryMs } = bellTimes(options.leaseMs);
  state.heartbeat.start();
  state.signs.start(state);
  const jobs = openJobs(state);
  const timer = setInterval(() => void reconcileOnce(state), reconcileEveryMs);
  void reconcileOnce(state);
  return {
    state,
    stop: async (boundMs = 18_000) => {
      clearInterval(timer);
      state.stopping.abort();
      const cutting = setTimeout(() => state.aborting.abort(), boundMs);
      const closing = jobs.close().catch(sayUnclean);
      await state.idle();
      clearTimeout(cutting);
      // A queue that is away cannot be told that its jobs are done; it gives them to others, who find nothing to do.
      await within(queuePatienceMs, closing).catch(sayUnclean);
      state.heartbeat.stop();
      await state.signs.stop(state);
      await closeQueue().catch(() => {});
    },
  };
}

function sayUnclean(error: unknown): void {
  log().warn({ error: String(error) }, "queue not closed cleanly");
}

function openJobs(state: WorkerState): WorkerHandle {
  const { lockDurationMs, stalledIntervalMs } = bellTimes(state.options.leaseMs);
  return openWorker(
    queueName,
    (job) => dispatch(state, job.name, job.data),
    {
      concurrency: state.options.lanes,
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

/** What Postgres knows and the queue should; without a queue this process works on it itself. */
export async function reconcileOnce(state: WorkerState): Promise<void> {
  try {
    const plan = await reconcile();
    if (!plan || state.stopping.signal.aborted) return;
    for (const runId of plan.complete) await settleRun(runId);
    await compareEntries();
    for (const id of plan.judged) await settleJudgement(id);
    for (const judgementId of plan.unjudged) {
      await ring(judgeAnswers, { judgementId }).catch(() => judgeInBackground(state, judgementId));
    }
    for (const { submissionId, batches } of plan.waiting) {
      await ring(evaluateSubmission, { submissionId }, Math.min(batches, ringsPerRound)).catch((error) => {
        log().warn({ error: String(error) }, "queue away, working without it");
        void workAtSubmission(state, submissionId).catch((failure) =>
          log().error({ error: String(failure) }, "lane ended"),
        );
      });
    }
  } catch (error) {
    log().warn({ error: String(error) }, "reconciler will try again");
  }
}
