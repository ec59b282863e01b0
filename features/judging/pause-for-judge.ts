import type { LeasedJudgement } from "#/features/judging/leases/lease-judgement.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { type JudgeOutage, longestPauseMs } from "#/features/runs/pauses/pause-rule.ts";
import { pauseRunForJudge } from "#/features/runs/pauses/pause-run-for-judge.ts";
import { pool } from "#/lib/db.ts";

/**
 * Lets a run wait for its judge; both ratings and answers stay, and it goes on by itself. A run that had finished
 * stays so: only its new judgement waits.
 */
export async function pauseForJudge(
  { id, runId, submissionId }: LeasedJudgement,
  trouble: JudgeOutage,
): Promise<void> {
  if (!(await pauseRunForJudge(runId, trouble))) {
    await pool().query(
      "UPDATE judgements SET reason = $2, resume_at = now() + $3 * interval '1 millisecond' WHERE id = $1",
      [id, trouble, longestPauseMs],
    );
  }
  await notifyProgress(submissionId);
}
