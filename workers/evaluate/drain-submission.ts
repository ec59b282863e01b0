import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { completeRuns } from "#/features/runs/queries.ts";
import { evaluateSubmission, settleRun } from "#/jobs/contracts.ts";
import { ring } from "#/jobs/enqueue.ts";
import { askDueCanary } from "#/workers/evaluate/drift-check.ts";
import type { Desk } from "#/workers/session/endpoint-session.ts";
import { enterDesk, leaveDesk } from "#/workers/session/acquire-session.ts";
import { evaluateBatch } from "#/workers/evaluate/evaluate-batch.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** After so long a lane makes room for other submissions, where all lanes of the process are taken. */
const turnMs = 30_000;
const beatsToWaitForSlots = 6;

/** One lane: leases batch after batch of the submission until none is left, and settles what is complete. */
export async function workAtSubmission(worker: WorkerState, submissionId: string): Promise<void> {
  const desk = await enterDesk(worker, submissionId);
  if (!desk) return;
  await worker.runLane(async () => {
    try {
      if (await hasSlots(worker, desk)) await workOff(worker, desk);
    } finally {
      await leaveDesk(worker, desk);
    }
  });
  for (const runId of await completeRuns(submissionId)) await ring(settleRun, { runId });
}

async function workOff(worker: WorkerState, desk: Desk): Promise<void> {
  const turn = AbortSignal.timeout(turnMs);
  const isOver = () => worker.stopping.signal.aborted || desk.stopped.signal.aborted;
  while (!isOver()) {
    if (turn.aborted && worker.isSaturated)
      return ring(evaluateSubmission, { submissionId: desk.submissionId });
    if (await askDueCanary(worker, desk)) continue;
    const batch = await leaseBatch(desk.submissionId, worker.id, worker.options.leaseMs);
    if (!batch) return;
    await evaluateBatch(worker, desk, batch);
  }
}

/** More workers than slots: waits for a share, but not for ever. */
async function hasSlots(worker: WorkerState, desk: Desk): Promise<boolean> {
  if (desk.slots.limit === 0) await desk.negotiate();
  for (let beat = 0; desk.slots.limit === 0 && beat < beatsToWaitForSlots; beat++) {
    if (worker.stopping.signal.aborted) break;
    await worker.heartbeat.nextBeat();
  }
  return desk.slots.limit > 0;
}
