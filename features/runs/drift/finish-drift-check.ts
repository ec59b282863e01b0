import type { DriftVerdict } from "#/evaluation/drift/detect-drift.ts";
import type { DriftCheckLease } from "#/features/runs/drift/lease-drift-check.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { pauseForChangedEndpoint } from "#/features/runs/pauses/pause-for-changed-endpoint.ts";
import { endpointChanged } from "#/features/runs/pauses/pause-rule.ts";
import { db, pool, type Tx } from "#/lib/db.ts";
import { log } from "#/lib/log.ts";

type Verdict = { samples: DriftVerdict["samples"]; finding: string | null; calls: number };

/**
 * Keeps what a drift check came to and, where the endpoint has changed, pauses the submission's runs: both or neither, and
 * nothing where the lease was lost.
 */
export async function finishDriftCheck(
  submissionId: string,
  lease: DriftCheckLease,
  { findings, samples }: DriftVerdict,
  calls: number,
): Promise<void> {
  const finding = findings.length > 0 ? findings.map(({ words }) => words).join(" ") : null;
  const paused = await db().$transaction(async (tx) => {
    // Runs before drift checks, in the order of a retry.
    if (finding !== null)
      await tx.$queryRaw`SELECT FROM runs WHERE submission_id = ${submissionId}::uuid ORDER BY id FOR NO KEY UPDATE`;
    const isKept = await keepVerdict(tx, lease, { samples, finding, calls });
    return isKept && finding !== null ? pauseForChangedEndpoint(tx, submissionId, finding) : 0;
  });
  if (paused === 0) return;
  log().warn({ submissionId, code: endpointChanged, detail: finding }, "runs paused");
  await notifyProgress(submissionId);
}

async function keepVerdict(
  tx: Tx,
  { runId, number, token }: DriftCheckLease,
  { samples, finding, calls }: Verdict,
): Promise<boolean> {
  const kept = await tx.$executeRaw`
    UPDATE run_canaries SET state = ${finding === null ? "good" : "changed"}::canary_state,
      heard = ${JSON.stringify(samples)}::jsonb, finding = ${finding}, calls = calls + ${calls}::int,
      finished_at = now(), worker_id = NULL, lease_until = NULL
    WHERE run_id = ${runId} AND number = ${number} AND token = ${token} AND state = 'open'`;
  return kept > 0;
}

/** Gives a drift check back that could not be asked to its end. */
export async function releaseDriftCheck(lease: DriftCheckLease, calls: number): Promise<void> {
  await pool().query(
    `UPDATE run_canaries SET calls = calls + $4, worker_id = NULL, lease_until = NULL
     WHERE run_id = $1 AND number = $2 AND token = $3 AND state = 'open'`,
    [lease.runId, lease.number, lease.token, calls],
  );
}
