import { outageStart } from "#/features/runs/pauses/outage-start.ts";
import { type JudgeOutage, longestPauseMs, shortestPauseMs } from "#/features/runs/pauses/pause-rule.ts";
import { pool } from "#/lib/db.ts";

/** Pauses a run that goes on until its judge can be asked again; resolves with whether it was going on. */
export async function pauseRunForJudge(runId: number, trouble: JudgeOutage): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE runs SET status = 'paused', reason = $2, reason_detail = NULL,
       paused_since = ${outageStart},
       resume_at = now() + least(greatest(now() - ${outageStart},
         $3 * interval '1 millisecond'), $4 * interval '1 millisecond')
     WHERE id = $1 AND status IN ('queued', 'running')`,
    [runId, trouble, shortestPauseMs, longestPauseMs],
  );
  return rowCount !== 0;
}
