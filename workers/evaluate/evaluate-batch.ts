import { openJudgements } from "#/features/judging/queries.ts";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import type { LeasedBatch } from "#/features/runs/leases/lease-batch.ts";
import { releaseLease } from "#/features/runs/leases/release-lease.ts";
import { clearOutage } from "#/features/runs/pauses/pause-runs.ts";
import { itemsToAsk } from "#/features/runs/queries.ts";
import type { AskableItem } from "#/features/runs/task-runner.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";
import { log } from "#/lib/log.ts";
import { askItem, type BatchWork } from "#/workers/evaluate/ask-item.ts";
import { prepareRun } from "#/workers/evaluate/prepare-run.ts";
import { ResultWriter } from "#/workers/evaluate/result-writer.ts";
import { judgeInBackground } from "#/workers/judge/judge-answers.ts";
import { callSignals } from "#/workers/session/call-signals.ts";
import type { EndpointSession } from "#/workers/session/endpoint-session.ts";
import type { KeptLease } from "#/workers/session/keep-batches.ts";
import { heedStatus } from "#/workers/session/lease-keeper.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

/** Asks what the batch still lacks. However it ends, results are written and the lease is done, lost or given back. */
export async function evaluateBatch(
  worker: WorkerState,
  session: EndpointSession,
  batch: LeasedBatch,
): Promise<void> {
  const runner = runnerFor(batch.task);
  if (!runner) throw new Error(`Runs of ${batch.task} cannot be evaluated by this version.`);
  const held: KeptLease = { lease: batch, session, leaseLost: new AbortController() };
  worker.leases.add(held);
  const causes = { leaseLost: held.leaseLost, paused: session.paused };
  const judgements: number[] = [];
  const writer = openWriter(worker, held, batch, judgements);
  const work: BatchWork = {
    worker,
    session,
    batch,
    runner,
    plan: batch,
    writer,
    ...callSignals(worker, causes),
  };
  try {
    const [plan, items, open] = await Promise.all([
      prepareRun(work),
      itemsToAsk(batch),
      openJudgements(batch.runId),
    ]);
    judgements.push(...open);
    if (plan) await askBatch({ ...work, plan }, items);
  } finally {
    await writer.flush();
    worker.leases.delete(held);
    // A batch that is done has no lease any more.
    if (!writer.isDone)
      await releaseLease(batch).catch((error) =>
        log().warn({ error: String(error) }, "lease left to expire"),
      );
  }
}

async function askBatch(work: BatchWork, items: AskableItem[]): Promise<void> {
  if (items.length === 0) await recordResults(work.batch, []);
  const failed = await askAll(work, items, false);
  await askAll(work, failed, true);
}

/** Resolves with the items that are worth a last try. */
async function askAll(work: BatchWork, items: AskableItem[], isLastTry: boolean): Promise<AskableItem[]> {
  const asked = await Promise.all(items.map((item) => askItem(work, item, isLastTry)));
  return items.filter((_, index) => asked[index] === "again");
}

function openWriter(
  worker: WorkerState,
  held: KeptLease,
  batch: LeasedBatch,
  judgements: readonly number[],
): ResultWriter {
  let troubled = batch.troubled;
  return new ResultWriter(batch, {
    signal: worker.kill.signal,
    onLost: () => held.leaseLost.abort(),
    onWritten: ({ status }, results) => {
      held.session.announce();
      worker.metrics.answered(results);
      for (const id of judgements) judgeInBackground(worker, id);
      heedStatus(status, { leaseLost: held.leaseLost, paused: held.session.paused });
      if (!troubled || !results.some(({ outcome }) => outcome !== "error" && outcome !== "absent")) return;
      troubled = false;
      clearOutage(batch.runId).catch((error) => log().warn({ error: String(error) }, "outage not cleared"));
    },
  });
}
