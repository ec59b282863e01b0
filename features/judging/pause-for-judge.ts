import type { LeasedJudgement } from "#/features/judging/leases/lease-judgement.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { type JudgeTrouble, longestPauseMs, shortestPauseMs } from "#/features/runs/pauses/pause-rule.ts";
import { troubleSince } from "#/features/runs/pauses/outage-start.ts";
import { pool } from "#/lib/db.ts";

/**
 * Lets a run wait for its judge; both ratings and answers stay, and it goes on by itself. A run that had finished
 * stays so: only its new judgement waits.
 */
export async function pauseForJudge(
  { id, runId, submissionId }: LeasedJudgement,
  trouble: JudgeTrouble,
): Promise<void> {
  const { rowCount } = await pool().query(
    `UPDATE runs SET status = 'paused', reason = $2, reason_detail = NULL,
       paused_since = ${troubleSince},
       resume_at = now() + least(greatest(now() - ${troubleSince},
         $3 * interval '1 millisecond'), $4 * interval '1 millisecond')
     WHERE id = $1 AND status IN ('queued', 'running')`,
    [runId, trouble, shortestPauseMs, longestPauseMs],
  );
  if (rowCount === 0) {
    await pool().query(
      "UPDATE judgements SET reason = $2, resume_at = now() + $3 * interval '1 millisecond' WHERE id = $1",
      [id, trouble, longestPauseMs],
    );
  }
  await notifyProgress(submissionId);
}
