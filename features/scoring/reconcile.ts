import { completeJudgements, dueJudgements } from "#/features/judging/queries.ts";
import { submissionsWithDueDriftCheck } from "#/features/runs/drift/lease-drift-check.ts";
import { eraseIdleKey } from "#/features/runs/erase-idle-key.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import {
  endpointChanged,
  endpointDownLimitMs,
  longestPauseMs,
  ownerLimitMs,
} from "#/features/runs/pauses/pause-rule.ts";
import { db, type Tx } from "#/lib/db.ts";

const advisoryLock = 5_041_872;

export type ReconcilePlan = {
  /** Submissions with batches that nobody holds, and how many; or with a drift check to ask. */
  waiting: { submissionId: string; batches: number }[];
  /** Runs whose batches are all done. */
  complete: number[];
  /** Judgements that could go on and that nobody is at. */
  unjudged: number[];
  /** Judgements that have nothing left to rate although their run ended before. */
  judged: number[];
};

type Touched = { submission_id: string };

/**
 * Finds from Postgres alone what the queue should know, resumes runs whose pause is over and ends those
 * that paused too long. Resolves with `null` if another process is at it.
 */
export async function reconcile(): Promise<ReconcilePlan | null> {
  const touched: Touched[] = [];
  const runs = await db().$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<
      { free: boolean }[]
    >`SELECT pg_try_advisory_xact_lock(${advisoryLock}) AS free`;
    if (!lock?.free) return null;
    touched.push(...(await resumePauses(tx)), ...(await pauseAsFound(tx)), ...(await expirePauses(tx)));
    await nameJudges(tx);
    await tx.$executeRaw`DELETE FROM slot_grants WHERE lease_until < now() - interval '1 minute'`;
    return { waiting: await waitingRuns(tx), complete: await completeRuns(tx) };
  });
  for (const id of new Set(touched.map((run) => run.submission_id))) await notifyProgress(id);
  if (!runs) return null;
  for (const submissionId of await submissionsWithDueDriftCheck())
    if (!runs.waiting.some((run) => run.submissionId === submissionId))
      runs.waiting.push({ submissionId, batches: 1 });
  return { ...runs, unjudged: await dueJudgements(), judged: await completeJudgements() };
}

/** A pause that lasted on because the board was off is not counted: nobody tried the endpoint meanwhile. */
function resumePauses(tx: Tx): Promise<Touched[]> {
  return tx.$queryRaw<Touched[]>`
    UPDATE runs SET status = 'running', reason = NULL, reason_detail = NULL, resume_at = NULL,
      paused_since = least(now(), paused_since + greatest(interval '0',
        now() - resume_at - ${longestPauseMs}::float8 * interval '1 millisecond')),
      settings = settings || jsonb_build_object('stretchAt', now(), 'stretchDone',
        (SELECT sum(done + missing) FROM run_batches b WHERE b.run_id = runs.id))
    WHERE status = 'paused' AND resume_at <= now() RETURNING submission_id`;
}

async function expirePauses(tx: Tx): Promise<Touched[]> {
  const expired = await tx.$queryRaw<Touched[]>`
    UPDATE runs SET status = 'failed', resume_at = NULL, finished_at = now()
    WHERE status = 'paused' AND paused_since < least(now(), resume_at) - interval '1 millisecond'
      * CASE WHEN resume_at IS NULL THEN ${ownerLimitMs}::float8 ELSE ${endpointDownLimitMs}::float8 END
    RETURNING submission_id`;
  for (const run of expired) await eraseIdleKey(tx, run.submission_id);
  return expired;
}

/** Runs that went on although a drift check had found their endpoint changed, as earlier versions let them: they never end. */
function pauseAsFound(tx: Tx): Promise<Touched[]> {
  return tx.$queryRaw<Touched[]>`
    UPDATE runs SET status = 'paused', reason = ${endpointChanged}, reason_detail = c.finding,
      paused_since = coalesce(paused_since, now()), resume_at = NULL
    FROM run_canaries c WHERE c.run_id = runs.id AND c.state = 'changed' AND runs.status IN ('queued', 'running')
    RETURNING submission_id`;
}

/** Of entries that a worker of an earlier version wrote while or after the judge's id was added to them. */
function nameJudges(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    UPDATE entries e SET judge_id = j.id FROM judgements g JOIN judges j ON j.id = g.judge_id
    WHERE e.judge_id IS NULL AND g.run_id = e.run_id AND j.label = e.pipeline`;
}

function waitingRuns(tx: Tx): Promise<ReconcilePlan["waiting"]> {
  return tx.$queryRaw`
    SELECT r.submission_id AS "submissionId", count(*)::int AS batches FROM runs r JOIN run_batches b ON b.run_id = r.id
    WHERE r.status IN ('queued', 'running')
      AND (b.state = 'pending' OR (b.state = 'leased' AND b.lease_until < now()))
      AND NOT (SELECT is_draining())
    GROUP BY r.submission_id ORDER BY min(r.id)`;
}

async function completeRuns(tx: Tx): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM runs r WHERE status IN ('queued', 'running', 'paused')
      AND NOT EXISTS (SELECT FROM run_batches b WHERE b.run_id = r.id AND b.state <> 'done') ORDER BY id`;
  return rows.map((row) => row.id);
}
