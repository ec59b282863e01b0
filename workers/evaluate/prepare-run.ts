import { RetriesExhausted } from "#/evaluation/endpoints/decorators/retry.ts";
import { pauseCodeOf } from "#/features/runs/pauses/pause-rule.ts";
import { setScoringMode } from "#/features/runs/set-scoring-mode.ts";
import type { RunPlan } from "#/features/runs/task-runner.ts";
import { acquireSlot, type BatchWork, stopSubmission } from "#/workers/evaluate/ask-item.ts";

/** Resolves with how the run asks: as fixed before, or found out now; with `null` if it cannot go on, or not here. */
export async function prepareRun(work: BatchWork): Promise<RunPlan | null> {
  const { worker, session, batch, runner, stop } = work;
  if (!runner.prepare || batch.rung !== null) return batch;
  try {
    const { release, slotsRevoked } = await acquireSlot(work);
    try {
      const signal = AbortSignal.any([stop, slotsRevoked]);
      const call = { endpoint: session.endpoint, retry: worker.options.retry, signal, plan: batch };
      const found = await runner.prepare(call);
      return await setScoringMode(batch, session.submissionId, found);
    } catch (error) {
      if (slotsRevoked.aborted) return null;
      throw error;
    } finally {
      release();
    }
  } catch (error) {
    if (error instanceof RetriesExhausted) {
      await stopSubmission(work, pauseCodeOf(error.error), error.message);
      return null;
    }
    if (stop.aborted) return null;
    throw error;
  }
}
