import type { RetryCounts } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import {
  type ItemResultInput,
  resultArrays,
  resultColumns,
  unnestedResults,
} from "#/features/runs/batches/result-arrays.ts";
import type { Lease } from "#/features/runs/leases/lease-batch.ts";
import { pool } from "#/lib/db.ts";
import type { BatchState, RunStatus } from "#/prisma/generated/client.ts";

export type Recorded = { state: BatchState; status: RunStatus };

const sql = `
WITH held AS (
  SELECT b.run_id, b.number, b.first_item, b.last_item, b.done, b.missing, r.status FROM run_batches b JOIN runs r ON r.id = b.run_id
  WHERE b.run_id = $1 AND b.number = $2 AND b.token = $3 AND b.state = 'leased'
    AND r.status IN ('queued', 'running', 'paused')
  FOR UPDATE OF b
), written AS (
  INSERT INTO item_results (run_id, ${resultColumns})
  SELECT held.run_id, answer.* FROM held, ${unnestedResults(5)} AS answer
  ON CONFLICT (run_id, item) DO NOTHING
  RETURNING outcome
), counted AS (
  SELECT count(*)::int AS fresh, count(*) FILTER (WHERE outcome IN ('error', 'absent'))::int AS missing FROM written
), finished AS (
  SELECT held.run_id, held.number, held.status, held.done + fresh - counted.missing AS done,
    held.missing + counted.missing AS missing, held.done + held.missing + fresh > last_item - first_item AS complete
  FROM held, counted
)
UPDATE run_batches b SET
  done = f.done,
  missing = f.missing,
  written_at = now(),
  retries = CASE WHEN $4::jsonb = '{}' THEN b.retries ELSE (
    SELECT jsonb_object_agg(cause, n) FROM (
      SELECT cause, sum(count::int) AS n
      FROM (SELECT * FROM jsonb_each_text(b.retries) UNION ALL SELECT * FROM jsonb_each_text($4::jsonb)) AS each(cause, count)
      GROUP BY cause) AS sums) END,
  state = CASE WHEN f.complete THEN 'done' ELSE 'leased' END::batch_state,
  worker_id = CASE WHEN f.complete THEN NULL ELSE b.worker_id END,
  lease_until = CASE WHEN f.complete THEN NULL ELSE b.lease_until END
FROM finished f WHERE b.run_id = f.run_id AND b.number = f.number
RETURNING b.state, f.status`;

/**
 * Writes results under the lease's token, all or none, in one statement; the first result of an item stands.
 * The batch is done once every item has a result. `retries` are added to the batch's. Resolves with `null` if the lease was lost or the run ended: then nothing was written.
 */
export async function recordResults(
  lease: Lease,
  results: readonly ItemResultInput[],
  retries: RetryCounts = {},
): Promise<Recorded | null> {
  const { rows } = await pool().query<Recorded>(sql, [
    lease.runId,
    lease.number,
    lease.token,
    JSON.stringify(retries),
    ...resultArrays(results),
  ]);
  return rows[0] ?? null;
}
