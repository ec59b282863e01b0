import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { pauseCodeOf } from "#/features/runs/pauses/pause-rule.ts";
import { pauseRuns } from "#/features/runs/pauses/pause-runs.ts";
import { submittedEndpoint } from "#/features/runs/queries.ts";
import { AppError } from "#/lib/errors.ts";
import { log } from "#/lib/log.ts";
import { EndpointSession } from "#/workers/session/endpoint-session.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** Resolves with a job's place at the submission's session, opened for the first one; null when more jobs would be of no use. */
export async function acquireSession(
  worker: WorkerState,
  submissionId: string,
): Promise<EndpointSession | null> {
  for (;;) {
    const session = worker.sessions.get(submissionId) ?? (await openSession(worker, submissionId));
    if (session?.isClosing) await session.close().catch(() => {});
    else {
      if (!session || session.paused.signal.aborted || session.jobs >= usefulJobs(worker, session))
        return null;
      session.jobs += 1;
      return session;
    }
  }
}

function usefulJobs(worker: WorkerState, session: EndpointSession): number {
  return Math.min(session.usefulJobs, worker.jobsForOneSession);
}

export async function releaseSession(worker: WorkerState, session: EndpointSession): Promise<void> {
  session.jobs -= 1;
  if (session.jobs > 0) return;
  // It stays on the list until its slots are given back: a second session must not lose them to this one's end.
  await session.close().finally(() => worker.sessions.delete(session.submissionId));
}

async function openSession(worker: WorkerState, submissionId: string): Promise<EndpointSession | null> {
  try {
    const submitted = await submittedEndpoint(submissionId);
    if (!submitted) return null;
    const meanwhile = worker.sessions.get(submissionId);
    if (meanwhile) return meanwhile;
    const session = new EndpointSession(worker.sessionOwner, submissionId, submitted);
    worker.sessions.set(submissionId, session);
    return session;
  } catch (error) {
    await pauseForOutage(submissionId, error);
    return null;
  }
}

async function pauseForOutage(submissionId: string, error: unknown): Promise<void> {
  if (error instanceof EndpointError) return pauseRuns(submissionId, pauseCodeOf(error), error.message);
  if (!(error instanceof AppError && error.code === "unavailable")) throw error;
  log().error({ submissionId, error: error.message }, "API key cannot be opened");
  await pauseRuns(submissionId, "key-lost", "");
}
