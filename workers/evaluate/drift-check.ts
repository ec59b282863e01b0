import { judgeCanary } from "#/evaluation/drift/classify-drift.ts";
import type { ChatReply, ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { RetriesExhausted, withRetries } from "#/evaluation/endpoints/decorators/retry.ts";
import { finishCanary, releaseCanary } from "#/features/runs/drift/finish-drift-check.ts";
import { canaryStarts, type LeasedCanary, leaseCanary, renewCanary } from "#/features/runs/drift/lease-drift-check.ts";
import { pauseCodeOf } from "#/features/runs/pauses/pause-rule.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { log } from "#/lib/log.ts";
import { acquireSlot, stopSubmission } from "#/workers/evaluate/ask-item.ts";
import type { Desk } from "#/workers/session/endpoint-session.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** Asks the submission's next canary, if one is due and nobody is at it, within the slots of the desk. */
export async function askDueCanary(worker: WorkerState, desk: Desk): Promise<boolean> {
  const canary = await leaseCanary(desk.submissionId, worker.id, worker.options.leaseMs);
  if (!canary) return false;
  const lost = new AbortController();
  const renewing = setInterval(() => void renew(worker, desk, canary, lost), worker.options.leaseMs / 3);
  const cut = AbortSignal.any([lost.signal, worker.aborting.signal]);
  const stop = AbortSignal.any([cut, desk.stopped.signal, worker.stopping.signal]);
  let calls = 0;
  let isCut = false;
  const ask = async (request: ChatRequest): Promise<ChatReply> => {
    // Items that are asked meanwhile may have to be asked again.
    const end = await desk.processor.begin(stop, true);
    const { giveBack, share } = await acquireSlot({ worker, desk, stop }, true).catch((error) => {
      end();
      throw error;
    });
    const once = (signal: AbortSignal) => {
      calls += 1;
      return desk.endpoint.ask(request, signal);
    };
    try {
      return (await withRetries(once, worker.options.retry, AbortSignal.any([cut, share]))).value;
    } finally {
      isCut ||= share.aborted;
      giveBack();
      end();
    }
  };
  try {
    const { seed, rating, isStart } = canary;
    const starts = await canaryStarts(desk.submissionId);
    const verdict = await judgeCanary(ask, starts, { seed, rating, isStart });
    if (verdict.findings.length > 0) desk.stopped.abort();
    await finishCanary(desk.submissionId, canary, verdict, calls);
  } catch (error) {
    await releaseCanary(canary, calls);
    if (error instanceof RetriesExhausted) {
      await stopSubmission({ desk }, pauseCodeOf(error.error), error.message);
    } else if (!stop.aborted && !isCut) throw error;
  } finally {
    clearInterval(renewing);
  }
  return true;
}

async function renew(
  worker: WorkerState,
  desk: Desk,
  canary: LeasedCanary,
  lost: AbortController,
): Promise<void> {
  try {
    const status = await renewCanary(canary, worker.options.leaseMs);
    if (status === null || !isActive(status)) lost.abort();
    else if (status === "paused") desk.stopped.abort();
  } catch (error) {
    log().warn({ error: String(error) }, "canary not renewed");
  }
}
