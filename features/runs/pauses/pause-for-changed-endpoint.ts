import { endpointChanged } from "#/features/runs/pauses/pause-rule.ts";
import type { Tx } from "#/lib/db.ts";

/** Lets the submission's runs wait for their owner, those too that wait for a passing trouble; resolves with how many. */
export function pauseForChangedEndpoint(tx: Tx, submissionId: string, finding: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE runs SET status = 'paused', reason = ${endpointChanged}, reason_detail = ${finding},
      paused_since = coalesce(paused_since, now()), resume_at = NULL
    WHERE submission_id = ${submissionId}::uuid
      AND (status IN ('queued', 'running') OR (status = 'paused' AND resume_at IS NOT NULL))`;
}
