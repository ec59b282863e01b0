import { classifyDrift } from "#/evaluation/drift/classify-drift.ts";
import { RetriesExhausted, withRetries } from "#/evaluation/endpoints/decorators/retry.ts";
import type { ChatReply, ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { finishDriftCheck, releaseDriftCheck } from "#/features/runs/drift/finish-drift-check.ts";
import {
  driftCheckStarts,
  type LeasedDriftCheck,
  leaseDriftCheck,
  renewDriftCheck,
} from "#/features/runs/drift/lease-drift-check.ts";
import { pauseCodeOf } from "#/features/runs/pauses/pause-rule.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { log } from "#/lib/log.ts";
import { acquireSlot, stopSubmission } from "#/workers/evaluate/ask-item.ts";
import type { EndpointSession } from "#/workers/session/endpoint-session.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** Asks the submission's next drift check, if one is due and nobody is at it, within the slots of the session. */
export async function askDueDriftCheck(worker: WorkerState, session: EndpointSession): Promise<boolean> {
  const driftCheck = await leaseDriftCheck(session.submissionId, worker.id, worker.options.leaseMs);
  if (!driftCheck) return false;
  const leaseLost = new AbortController();
  const renewing = setInterval(
    () => void renew(worker, session, driftCheck, leaseLost),
    worker.options.leaseMs / 3,
  );
  const cut = AbortSignal.any([leaseLost.signal, worker.kill.signal]);
  const stop = AbortSignal.any([cut, session.paused.signal, worker.shutdown.signal]);
  let calls = 0;
  let isCut = false;
  const ask = async (request: ChatRequest): Promise<ChatReply> => {
    // Items that are asked meanwhile may have to be asked again.
    const end = await session.processor.begin(stop, true);
    const { release, slotsRevoked } = await acquireSlot({ worker, session, stop }, true).catch((error) => {
      end();
      throw error;
    });
    const once = (signal: AbortSignal) => {
      calls += 1;
      return session.endpoint.ask(request, signal);
    };
    try {
      return (await withRetries(once, worker.options.retry, AbortSignal.any([cut, slotsRevoked]))).value;
    } finally {
      isCut ||= slotsRevoked.aborted;
      release();
      end();
    }
  };
  try {
    const { seed, rating, isStart } = driftCheck;
    const starts = await driftCheckStarts(session.submissionId);
    const verdict = await classifyDrift(ask, starts, { seed, rating, isStart });
    if (verdict.findings.length > 0) session.paused.abort();
    await finishDriftCheck(session.submissionId, driftCheck, verdict, calls);
  } catch (error) {
    await releaseDriftCheck(driftCheck, calls);
    if (error instanceof RetriesExhausted) {
      await stopSubmission({ session }, pauseCodeOf(error.error), error.message);
    } else if (!stop.aborted && !isCut) throw error;
  } finally {
    clearInterval(renewing);
  }
  return true;
}

async function renew(
  worker: WorkerState,
  session: EndpointSession,
  driftCheck: LeasedDriftCheck,
  leaseLost: AbortController,
): Promise<void> {
  try {
    const status = await renewDriftCheck(driftCheck, worker.options.leaseMs);
    if (status === null || !isActive(status)) leaseLost.abort();
    else if (status === "paused") session.paused.abort();
  } catch (error) {
    log().warn({ error: String(error) }, "drift check not renewed");
  }
}
