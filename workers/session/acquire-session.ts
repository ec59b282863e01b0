import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { pauseCodeOf } from "#/features/runs/pauses/pause-rule.ts";
import { pauseRuns } from "#/features/runs/pauses/pause-runs.ts";
import { submittedEndpoint } from "#/features/runs/queries.ts";
import { AppError } from "#/lib/errors.ts";
import { log } from "#/lib/log.ts";
import { Desk } from "#/workers/session/endpoint-session.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** A lane's place at the submission's desk, opened for the first one; null when more lanes would be of no use. */
export async function enterDesk(worker: WorkerState, submissionId: string): Promise<Desk | null> {
  for (;;) {
    const desk = worker.desks.get(submissionId) ?? (await openDesk(worker, submissionId));
    if (desk?.isClosing) await desk.close().catch(() => {});
    else {
      if (!desk || desk.stopped.signal.aborted || desk.lanes >= usefulLanes(worker, desk)) return null;
      desk.lanes += 1;
      return desk;
    }
  }
}

function usefulLanes(worker: WorkerState, desk: Desk): number {
  return Math.min(desk.usefulLanes, worker.lanesForOneDesk);
}

export async function leaveDesk(worker: WorkerState, desk: Desk): Promise<void> {
  desk.lanes -= 1;
  if (desk.lanes > 0) return;
  // It stays on the list until its slots are given back: a second desk must not lose them to this one's end.
  await desk.close().finally(() => worker.desks.delete(desk.submissionId));
}

async function openDesk(worker: WorkerState, submissionId: string): Promise<Desk | null> {
  try {
    const submitted = await submittedEndpoint(submissionId);
    if (!submitted) return null;
    const meanwhile = worker.desks.get(submissionId);
    if (meanwhile) return meanwhile;
    const desk = new Desk(worker.deskOwner, submissionId, submitted);
    worker.desks.set(submissionId, desk);
    return desk;
  } catch (error) {
    await pauseForTrouble(submissionId, error);
    return null;
  }
}

async function pauseForTrouble(submissionId: string, error: unknown): Promise<void> {
  if (error instanceof EndpointError) return pauseRuns(submissionId, pauseCodeOf(error), error.message);
  if (!(error instanceof AppError && error.code === "unavailable")) throw error;
  log().error({ submissionId, error: error.message }, "API key cannot be opened");
  await pauseRuns(submissionId, "key-lost", "");
}
