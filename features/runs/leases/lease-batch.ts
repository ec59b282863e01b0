import { pool } from "#/lib/db.ts";
import type { Task } from "#/prisma/generated/client.ts";

export type Lease = {
  runId: number;
  number: number;
  /** Fencing token: grows with every lease of the batch; a write with an older one is refused. */
  token: number;
  firstItem: number;
  lastItem: number;
};

export type LeasedBatch = Lease & {
  datasetId: number;
  task: Task;
  /** The endpoint was in trouble and has not answered since. */
  troubled: boolean;
  /** Null until it is fixed, where the task has scoring modes. */
  rung: string | null;
  settings: unknown;
};

const sql = `
WITH candidate AS (
  SELECT b.run_id, b.number, r.dataset_id, r.paused_since, r.rung, r.settings, d.task
  FROM runs r JOIN run_batches b ON b.run_id = r.id JOIN datasets d ON d.id = r.dataset_id
  WHERE r.submission_id = $1 AND r.status IN ('queued', 'running')
    AND (b.state = 'pending' OR (b.state = 'leased' AND b.lease_until < now()))
    AND (b.number = 0 OR r.rung IS NOT NULL OR d.task <> 'assessment')
    AND NOT (SELECT is_draining())
  ORDER BY b.run_id, b.number LIMIT 1
  FOR UPDATE OF b SKIP LOCKED
), started AS (
  UPDATE runs SET status = 'running', started_at = coalesce(started_at, now())
  FROM candidate c WHERE id = c.run_id AND status = 'queued'
)
UPDATE run_batches b
SET state = 'leased', token = b.token + 1, worker_id = $2, lease_until = now() + $3 * interval '1 millisecond'
FROM candidate c WHERE b.run_id = c.run_id AND b.number = c.number
RETURNING b.run_id AS "runId", b.number, b.token, b.first_item AS "firstItem", b.last_item AS "lastItem",
  c.dataset_id AS "datasetId", c.task::text AS task, c.paused_since IS NOT NULL AS troubled,
  c.rung, c.settings`;

/**
 * Resolves with the submission's next batch that nobody holds, or whose holder's lease is over; null when there is none.
 * Of an assessment run without a scoring mode only the first: its holder finds the scoring mode, the others wait for it.
 */
export async function leaseBatch(
  submissionId: string,
  workerId: string,
  leaseMs: number,
): Promise<LeasedBatch | null> {
  const { rows } = await pool().query<LeasedBatch>(sql, [submissionId, workerId, leaseMs]);
  return rows[0] ?? null;
}
