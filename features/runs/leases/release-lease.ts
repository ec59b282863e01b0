import type { Lease } from "#/features/runs/leases/lease-batch.ts";
import { pool } from "#/lib/db.ts";

/** Gives an unfinished batch back at once, so that nobody waits for the lease to end. */
export async function releaseLease(lease: Lease): Promise<void> {
  await pool().query(
    `UPDATE run_batches SET state = 'pending', worker_id = NULL, lease_until = NULL
     WHERE run_id = $1 AND number = $2 AND token = $3 AND state = 'leased'`,
    [lease.runId, lease.number, lease.token],
  );
}
