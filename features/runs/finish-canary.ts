import type { CanaryVerdict } from "#/evaluation/canary/judge-canary.ts";
import type { CanaryLease } from "#/features/runs/lease-canary.ts";
import { pauseRuns } from "#/features/runs/pause-runs.ts";
import { pool } from "#/lib/db.ts";

/** Keeps what a canary came to; where the endpoint has changed, pauses the submission's runs first. */
export async function finishCanary(
  submissionId: string,
  lease: CanaryLease,
  { findings, askings }: CanaryVerdict,
  calls: number,
): Promise<void> {
  const isChanged = findings.length > 0;
  const words = findings.map((finding) => finding.words).join(" ");
  // In this order: a worker that dies between the two leaves a canary that is asked again after the pause.
  if (isChanged) await pauseRuns(submissionId, "endpoint-changed", words);
  await pool().query(
    `UPDATE run_canaries SET state = $4::canary_state, heard = $5, finding = $6, calls = calls + $7,
       finished_at = now(), worker_id = NULL, lease_until = NULL
     WHERE run_id = $1 AND number = $2 AND token = $3 AND state = 'open'`,
    [
      lease.runId,
      lease.number,
      lease.token,
      isChanged ? "changed" : "good",
      JSON.stringify(askings),
      isChanged ? words : null,
      calls,
    ],
  );
}

/** Gives a canary back that could not be asked to its end. */
export async function releaseCanary(lease: CanaryLease, calls: number): Promise<void> {
  await pool().query(
    `UPDATE run_canaries SET calls = calls + $4, worker_id = NULL, lease_until = NULL
     WHERE run_id = $1 AND number = $2 AND token = $3 AND state = 'open'`,
    [lease.runId, lease.number, lease.token, calls],
  );
}
