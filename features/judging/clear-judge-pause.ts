import { pool } from "#/lib/db.ts";

/** The judge has answered again. That says nothing about the endpoint of the submission's other runs. */
export async function clearJudgePause(runId: number): Promise<void> {
  await pool().query(
    "UPDATE runs SET paused_since = NULL WHERE id = $1 AND status IN ('queued', 'running') AND paused_since IS NOT NULL",
    [runId],
  );
}
