import { evaluateSubmission, judgeAnswers, settleRun } from "#/jobs/contracts.ts";
import { handleEvaluateSubmission } from "#/workers/handlers/evaluate-submission-job.ts";
import { handleJudgeAnswers } from "#/workers/handlers/judge-answers-job.ts";
import { handleSettleRun } from "#/workers/handlers/settle-run-job.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** One handler for each contract; handlers are idempotent and may overlap. */
export function dispatch(state: WorkerState, name: string, payload: unknown): Promise<void> {
  switch (name) {
    case evaluateSubmission.name:
      return handleEvaluateSubmission(state, evaluateSubmission.payload.parse(payload));
    case settleRun.name:
      return handleSettleRun(settleRun.payload.parse(payload));
    case judgeAnswers.name:
      return handleJudgeAnswers(state, judgeAnswers.payload.parse(payload));
    default:
      return Promise.reject(new Error(`No handler for jobs named ${name}.`));
  }
}
