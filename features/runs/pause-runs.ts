import { notifyProgress } from "#/features/runs/notify-progress.ts";
import {
  longestPauseMs,
  type PauseCode,
  passingTroubles,
  shortestPauseMs,
} from "#/features/runs/pause-rule.ts";
import { pool } from "#/lib/db.ts";
import { log } from "#/lib/log.ts";

/** Pauses what the submission is running: its runs share one endpoint. What was answered is kept. */
export async function pauseRuns(submissionId: string, code: PauseCode, detail: string): Promise<void> {
  await pool().query(
    `UPDATE runs SET status = 'paused', reason = $2, reason_detail = $3,
       paused_since = coalesce(paused_since, now()),
       resume_at = CASE WHEN $6 THEN now() + least(greatest(
         now() - coalesce(paused_since, now()), $4 * interval '1 millisecond'), $5 * interval '1 millisecond') END
     WHERE submission_id = $1 AND status IN ('queued', 'running')`,
    [submissionId, code, detail, shortestPauseMs, longestPauseMs, passingTroubles.includes(code)],
  );
  log().warn({ submissionId, code, detail }, "runs paused");
  await notifyProgress(submissionId);
}

/** The endpoint has answered again: the next pause starts counting from zero. */
export async function forgetTrouble(runId: number): Promise<void> {
  await pool().query(
    "UPDATE runs SET paused_since = NULL WHERE id = $1 AND status IN ('queued', 'running') AND paused_since IS NOT NULL",
    [runId],
  );
}
