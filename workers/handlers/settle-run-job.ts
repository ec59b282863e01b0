import { settleRun } from "#/features/scoring/settle-run.ts";
import type { settleRun as contract, JobPayload } from "#/jobs/contracts.ts";

export async function handleSettleRun({ runId }: JobPayload<typeof contract>): Promise<void> {
  await settleRun(runId);
}
