import type { evaluateSubmission, JobPayload } from "#/jobs/contracts.ts";
import { drainSubmission } from "#/workers/evaluate/drain-submission.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

export function handleEvaluateSubmission(
  worker: WorkerState,
  { submissionId }: JobPayload<typeof evaluateSubmission>,
): Promise<void> {
  return drainSubmission(worker, submissionId);
}
