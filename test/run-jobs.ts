import { settleRun } from "#/features/scoring/settle-run.ts";
import { db } from "#/lib/db.ts";
import { drainSubmission } from "#/workers/evaluate/drain-submission.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** What a worker's jobs would do, without a queue; resolves when nothing is left to do or the run stopped. */
export async function runJobs(worker: WorkerState, id: string, count = 3): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => drainSubmission(worker, id)));
}

export async function settleAll(id: string): Promise<void> {
  for (const run of await db().run.findMany({ where: { submissionId: id } })) await settleRun(run.id);
}
