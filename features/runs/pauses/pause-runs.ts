import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { outageStart } from "#/features/runs/pauses/outage-start.ts";
import {
  longestPauseMs,
  type PauseCode,
  passingOutages,
  shortestPauseMs,
} from "#/features/runs/pauses/pause-rule.ts";
import { pool } from "#/lib/db.ts";
import { log } from "#/lib/log.ts";

/**
 * Pauses what the submission is running: its runs share one endpoint. What was answered is kept. Runs go on where they
 * were resumed, or given another key, since `asked` was read: the trouble is of before.
 */
export async function pauseRuns(
  submissionId: string,
  code: PauseCode,
  detail: string,
  asked?: { readAt: Date; sealedApiKey: string | null },
): Promise<void> {
  const { rowCount } = await pool().query(
    `UPDATE runs SET status = 'paused', reason = $2, reason_detail = $3,
       paused_since = ${outageStart},
       resume_at = CASE WHEN $6 THEN now() + least(greatest(
         now() - ${outageStart}, $4 * interval '1 millisecond'), $5 * interval '1 millisecond') END
     WHERE submission_id = $1 AND status IN ('queued', 'running')
       AND ($7::timestamptz IS NULL OR coalesce((settings->>'stretchAt')::timestamptz <= $7, true)
         AND $8 IS NOT DISTINCT FROM (SELECT sealed_api_key FROM submissions WHERE id = $1))`,
    [
      submissionId,
      code,
      detail,
      shortestPauseMs,
      longestPauseMs,
      passingOutages.includes(code),
      asked?.readAt,
      asked?.sealedApiKey,
    ],
  );
  if (rowCount === 0) return;
  log().warn({ submissionId, code, detail }, "runs paused");
  await notifyProgress(submissionId);
}

/** The run's endpoint has answered again: the next pause of all that share it starts counting from zero. */
export async function clearOutage(runId: number): Promise<void> {
  await pool().query(
    `UPDATE runs SET paused_since = NULL WHERE submission_id = (SELECT submission_id FROM runs WHERE id = $1)
       AND status IN ('queued', 'running') AND paused_since IS NOT NULL`,
    [runId],
  );
}
