import { progressChannel } from "#/features/runs/progress-channel.ts";
import { pool } from "#/lib/db.ts";

export async function notifyProgress(submissionId: string): Promise<void> {
  await pool().query("SELECT pg_notify($1, $2)", [progressChannel, submissionId]);
}
