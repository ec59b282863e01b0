import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { completeRuns } from "#/features/runs/queries.ts";
import { evaluateSubmission, settleRun } from "#/jobs/contracts.ts";
import { enqueue } from "#/jobs/enqueue.ts";
import { askDueDriftCheck } from "#/workers/evaluate/drift-check.ts";
import { evaluateBatch } from "#/workers/evaluate/evaluate-batch.ts";
import { acquireSession, releaseSession } from "#/workers/session/acquire-session.ts";
import type { EndpointSession } from "#/workers/session/endpoint-session.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** After so long a job makes room for other submissions, where all jobs of the process are taken. */
const turnMs = 30_000;
const beatsToWaitForSlots = 6;

/** One job: leases batch after batch of the submission until none is left, and settles what is complete. */
export async function drainSubmission(worker: WorkerState, submissionId: string): Promise<void> {
  const session = await acquireSession(worker, submissionId);
  if (!session) return;
  await worker.runJob(async () => {
    try {
      if (await hasSlots(worker, session)) await drainBatches(worker, session);
    } finally {
      await releaseSession(worker, session);
    }
  });
  for (const runId of await completeRuns(submissionId)) await enqueue(settleRun, { runId });
}

async function drainBatches(worker: WorkerState, session: EndpointSession): Promise<void> {
  const turn = AbortSignal.timeout(turnMs);
  const isOver = () => worker.shutdown.signal.aborted || session.paused.signal.aborted;
  while (!isOver()) {
    if (turn.aborted && worker.isSaturated)
      return enqueue(evaluateSubmission, { submissionId: session.submissionId });
    if (await askDueDriftCheck(worker, session)) continue;
    const batch = await leaseBatch(session.submissionId, worker.id, worker.options.leaseMs);
    if (!batch) return;
    await evaluateBatch(worker, session, batch);
  }
}

/** More workers than slots: waits for a share, but not for ever. */
async function hasSlots(worker: WorkerState, session: EndpointSession): Promise<boolean> {
  if (session.slots.limit === 0) await session.allocateSlots();
  for (let beat = 0; session.slots.limit === 0 && beat < beatsToWaitForSlots; beat++) {
    if (worker.shutdown.signal.aborted) break;
    await worker.leaseKeeper.nextBeat();
  }
  return session.slots.limit > 0;
}
