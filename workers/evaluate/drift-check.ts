import { detectDrift } from "#/evaluation/drift/detect-drift.ts";
import { RetriesExhausted, withRetries } from "#/evaluation/endpoints/decorators/retry.ts";
import type { ChatReply, ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { finishDriftCheck, releaseDriftCheck } from "#/features/runs/drift/finish-drift-check.ts";
import {
  driftCheckStarts,
  leaseDriftCheck,
  renewDriftCheck,
} from "#/features/runs/drift/lease-drift-check.ts";
import { pauseCodeOf } from "#/features/runs/pauses/pause-rule.ts";
import { acquireSlot, stopSubmission } from "#/workers/evaluate/ask-item.ts";
import { callSignals } from "#/workers/session/call-signals.ts";
import type { EndpointSession } from "#/workers/session/endpoint-session.ts";
import { heedStatus, LeaseKeeper } from "#/workers/session/lease-keeper.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** Asks the submission's next drift check, if one is due and nobody is at it, within the slots of the session. */
export async function askDueDriftCheck(worker: WorkerState, session: EndpointSession): Promise<boolean> {
  const driftCheck = await leaseDriftCheck(session.submissionId, worker.id, worker.options.leaseMs);
  if (!driftCheck) return false;
  const causes = { leaseLost: new AbortController(), paused: session.paused };
  const { leaseMs } = worker.options;
  const keeper = new LeaseKeeper({
    name: "drift check",
    leaseMs,
    renew: async () => heedStatus(await renewDriftCheck(driftCheck, leaseMs), causes),
  });
  const { cut, stop } = callSignals(worker, causes);
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
  keeper.start({ isLeased: true });
  try {
    const { seed, rating, isStart } = driftCheck;
    const starts = await driftCheckStarts(session.submissionId);
    const verdict = await detectDrift(ask, starts, { seed, rating, isStart });
    if (verdict.findings.length > 0) session.paused.abort();
    await finishDriftCheck(session.submissionId, driftCheck, verdict, calls);
  } catch (error) {
    await releaseDriftCheck(driftCheck, calls);
    if (error instanceof RetriesExhausted) {
      await stopSubmission({ session }, pauseCodeOf(error.error), error.message);
    } else if (!stop.aborted && !isCut) throw error;
  } finally {
    keeper.stop();
  }
  return true;
}
