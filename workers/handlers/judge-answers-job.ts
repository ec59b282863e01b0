import type { judgeAnswers as contract, JobPayload } from "#/jobs/contracts.ts";
import { judgeAnswers } from "#/workers/judge/judge-answers.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

export function handleJudgeAnswers(
  worker: WorkerState,
  { judgementId }: JobPayload<typeof contract>,
): Promise<void> {
  return judgeAnswers(worker, judgementId);
}
