import { RetriesExhausted } from "#/evaluation/endpoints/decorators/retry.ts";
import { RetryTally } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import type { ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { isAskedOnce } from "#/evaluation/endpoints/errors/error-table.ts";
import type { LeasedBatch } from "#/features/runs/leases/lease-batch.ts";
import { type PauseCode, pauseCodeOf } from "#/features/runs/pauses/pause-rule.ts";
import { pauseRuns } from "#/features/runs/pauses/pause-runs.ts";
import { answeredItem } from "#/features/runs/queries.ts";
import {
  type AskableItem,
  type CallOptions,
  noAnswer,
  type RunPlan,
  type TaskRunner,
} from "#/features/runs/task-runner.ts";
import { getBlob } from "#/lib/blobs/blob-store.ts";
import { AppError } from "#/lib/errors.ts";
import { log } from "#/lib/log.ts";
import type { ResultWriter } from "#/workers/evaluate/result-writer.ts";
import type { EndpointSession } from "#/workers/session/endpoint-session.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** An endpoint that needs more than this to answer what it has answered before is not well. */
const checkRetry = { attempts: 3, waitBudgetMs: 30_000 };

/** Measured on a machine of 2020, in milliseconds: what a character takes from the reply to the database. */
const cpuMsOfCharacter = 5e-5;

export type BatchWork = {
  worker: WorkerState;
  session: EndpointSession;
  batch: LeasedBatch;
  runner: TaskRunner;
  plan: RunPlan;
  writer: ResultWriter;
  /** Ends calls in flight. */
  cut: AbortSignal;
  /** Begins no more items. */
  stop: AbortSignal;
  /** Of calls in flight: `cut`, and the share of the slots that they are made in, which seldom changes. */
  inFlight?: { slotsRevoked: AbortSignal; signal: AbortSignal };
};

/** `slotsRevoked` is aborted when the slot has gone to another worker. */
type Slot = { release: () => void; slotsRevoked: AbortSignal };

/** `settled`: it has its result; `again`: worth a last try; `left`: for whoever leases the batch next. */
export type Asked = "settled" | "again" | "left";

export async function askItem(work: BatchWork, item: AskableItem, isLastTry: boolean): Promise<Asked> {
  const { worker, session, runner, writer, stop } = work;
  if (stop.aborted) return "left";
  if (item.pictures.length === 0) {
    writer.add({ ...noAnswer, item: item.number });
    return "settled";
  }
  const held: (() => void)[] = [];
  const tally = new RetryTally();
  let slot: Slot | null = null;
  try {
    held.push(await session.startedItems.acquire(1, stop));
    held.push(await session.processor.begin(stop));
    held.push(await session.imageBytes.acquire(sizeOf(item), stop));
    const images = await readPictures(work, item);
    slot = await acquireSlot(work);
    held.push(slot.release);
    const answer = await runner.ask(item, images, { ...callOptions(work, slot), tally });
    // After a failure something may still read them.
    for (const { bytes } of images) worker.pictures.release(bytes);
    session.breaker.succeeded();
    writer.note(tally.counts);
    session.processor.spend((answer.response?.length ?? 0) * cpuMsOfCharacter);
    writer.add({ ...answer, item: item.number });
    return "settled";
  } catch (error) {
    // Before the result: with the last one the batch is done and takes nothing more.
    writer.note(tally.counts);
    if (error instanceof RetriesExhausted) worker.metrics.failed(error.error.kind);
    if (slot && error instanceof RetriesExhausted)
      return await afterFailure(work, slot, item, error, isLastTry);
    if (stop.aborted || slot?.slotsRevoked.aborted) return "left";
    if (error instanceof AppError && error.code === "unavailable")
      return await stopSubmission(work, "images-away", "");
    log().error(
      { error: String(error), run: work.batch.runId, item: item.number },
      "item could not be asked",
    );
    return settle(work, item, "The board itself could not ask this item; its operator finds why in the log.");
  } finally {
    worker.metrics.repeated(tally.counts);
    for (const release of held) release();
  }
}

/** Resolves with a slot that is certainly still ours: after a freeze of the process the share may have gone to others. */
export async function acquireSlot(
  { worker, session, stop }: Pick<BatchWork, "worker" | "session" | "stop">,
  isUrgent = false,
): Promise<Slot> {
  for (;;) {
    const release = await session.slots.acquire(1, stop, isUrgent);
    if (worker.leaseKeeper.isLeaseValid) return { release, slotsRevoked: session.slotsRevoked };
    try {
      await worker.leaseKeeper.ensureLeaseValid(stop);
      stop.throwIfAborted();
      if (session.slots.inUse <= session.slots.limit) return { release, slotsRevoked: session.slotsRevoked };
    } catch (error) {
      release();
      throw error;
    }
    release();
  }
}

async function afterFailure(
  work: BatchWork,
  slot: Slot,
  item: AskableItem,
  { error, attempts }: RetriesExhausted,
  isLastTry: boolean,
): Promise<Asked> {
  const { breaker } = work.session;
  if (error.stopsRun) return stopSubmission(work, pauseCodeOf(error), error.message);
  if (error.kind === "filter") {
    breaker.succeeded();
    work.writer.add({ ...noAnswer, outcome: "refused", attempts, error: error.message, item: item.number });
    return "settled";
  }
  if (!error.retryable) {
    if (breaker.unusable()) return stopSubmission(work, "bad-replies", error.message);
    if (isLastTry || !isAskedOnce(error.kind)) return settle(work, item, error.message, attempts);
    work.writer.note({ [error.kind]: 1 });
    return "again";
  }
  const isSuspicious = breaker.failed();
  if (isSuspicious || isLastTry) {
    const alive = await isAlive(work, slot);
    if (alive === null) return "left";
    if (!alive) return stopSubmission(work, "endpoint-down", error.message);
  }
  return isLastTry ? settle(work, item, error.message, attempts) : "again";
}

function settle(work: BatchWork, item: AskableItem, error: string, attempts = 1): Asked {
  work.writer.add({ ...noAnswer, outcome: "error", attempts, error, item: item.number });
  return "settled";
}

export async function stopSubmission(
  { session }: Pick<BatchWork, "session">,
  code: PauseCode,
  detail: string,
): Promise<Asked> {
  if (session.paused.signal.aborted) return "left";
  session.paused.abort();
  await pauseRuns(session.submissionId, code, detail, session.submitted);
  return "left";
}

/**
 * Asks an item again that was answered before: if that works, the endpoint is well and the failing item is not.
 * Resolves with `null` if it could not be found out.
 */
function isAlive(work: BatchWork, slot: Slot): Promise<boolean | null> {
  const { session, batch, runner, writer } = work;
  return session.isAlive(async () => {
    const call = callOptions(work, slot);
    try {
      // What was just answered may not be written yet.
      await writer.flush();
      const known = await answeredItem(batch);
      if (!known) return false;
      const retry = { ...call.retry, ...checkRetry };
      await runner.ask(known, await readPictures(work, known), { ...call, retry });
      session.breaker.reset();
      return true;
    } catch (error) {
      return error instanceof RetriesExhausted ? false : null;
    }
  });
}

function callOptions(work: BatchWork, { slotsRevoked }: Slot): CallOptions {
  const { worker, session, cut, plan } = work;
  if (work.inFlight?.slotsRevoked !== slotsRevoked)
    work.inFlight = { slotsRevoked, signal: AbortSignal.any([cut, slotsRevoked]) };
  const spent = (cpuMs: number) => session.processor.spend(cpuMs);
  return {
    endpoint: session.endpoint,
    retry: worker.options.retry,
    signal: work.inFlight.signal,
    plan,
    spent,
  };
}

function sizeOf(item: AskableItem): number {
  return item.pictures.reduce((sum, picture) => sum + picture.bytes, 0);
}

function readPictures(
  { worker }: BatchWork,
  { pictures }: AskableItem,
): Promise<(ImageInput & { bytes: Buffer })[]> {
  const allocate = (bytes: number) => worker.pictures.borrow(bytes);
  return Promise.all(
    pictures.map(async ({ hash, mime }) => ({ bytes: await getBlob(hash, allocate), mime })),
  );
}
