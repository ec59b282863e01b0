import type { Tx } from "#/lib/db.ts";
import type { RunStatus } from "#/prisma/generated/client.ts";

/**
 * Forgets the run's failed items and queues it again, if it waits, failed or lacks items, of which some may have been
 * forgotten before. Resolves with `false` if there was nothing to do.
 */
export async function reopenRun(
  tx: Tx,
  runId: number,
  hasNewKey: boolean,
  lacksItems = false,
): Promise<boolean> {
  const [run] = await tx.$queryRaw<{ status: RunStatus }[]>`
    SELECT status::text AS status FROM runs WHERE id = ${runId} FOR UPDATE`;
  if (run?.status !== "paused" && run?.status !== "failed" && run?.status !== "finished") return false;
  const forgotten =
    await tx.$executeRaw`DELETE FROM item_results WHERE run_id = ${runId} AND outcome = 'error'`;
  if (run.status === "finished" && forgotten === 0 && !lacksItems) return false;
  if (forgotten > 0) await recountBatches(tx, runId);
  await tx.judgement.updateMany({
    where: { runId },
    data: { status: "open", finishedAt: null, resumeAt: null },
  });
  await tx.$executeRaw`
    UPDATE runs SET status = 'queued', reason = NULL, reason_detail = NULL, paused_since = NULL, resume_at = NULL,
      finished_at = NULL, settings = settings
        || jsonb_build_object('needsKey', coalesce((settings->>'needsKey')::bool, false) OR ${hasNewKey})
        || jsonb_build_object('stretchAt', now(), 'stretchDone',
             (SELECT sum(done + missing) FROM run_batches WHERE run_id = ${runId}))
    WHERE id = ${runId}`;
  return true;
}

/** A higher token: a worker that still holds such a batch is refused. */
async function recountBatches(tx: Tx, runId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE run_batches b SET done = found.done, missing = found.missing, state = 'pending', token = b.token + 1,
      worker_id = NULL, lease_until = NULL
    FROM (
      SELECT number, count(r.item) FILTER (WHERE outcome <> 'absent')::int AS done,
        count(r.item) FILTER (WHERE outcome = 'absent')::int AS missing
      FROM run_batches JOIN item_results r ON r.run_id = run_batches.run_id AND r.item BETWEEN first_item AND last_item
      WHERE run_batches.run_id = ${runId} GROUP BY number
      UNION ALL
      SELECT number, 0, 0 FROM run_batches WHERE run_id = ${runId} AND NOT EXISTS (
        SELECT FROM item_results r WHERE r.run_id = ${runId} AND r.item BETWEEN first_item AND last_item)
    ) found
    WHERE b.run_id = ${runId} AND b.number = found.number AND b.missing > found.missing`;
}
