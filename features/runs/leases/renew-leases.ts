import type { Lease } from "#/features/runs/leases/lease-batch.ts";
import { pool } from "#/lib/db.ts";
import type { RunStatus } from "#/prisma/generated/client.ts";

export type RenewedLease = { runId: number; number: number; token: number; status: RunStatus };

const sql = `
UPDATE run_batches b SET lease_until = now() + $4 * interval '1 millisecond'
FROM runs r, unnest($1::int[], $2::int[], $3::int[]) AS held(run_id, number, token)
WHERE r.id = b.run_id AND b.run_id = held.run_id AND b.number = held.number AND b.token = held.token
  AND b.state = 'leased'
RETURNING b.run_id AS "runId", b.number, b.token, r.status`;

/** Renews what is still held; a lease that does not come back was lost to another worker. */
export async function renewLeases(leases: readonly Lease[], leaseMs: number): Promise<RenewedLease[]> {
  if (leases.length === 0) return [];
  const { rows } = await pool().query<RenewedLease>(sql, [
    leases.map((lease) => lease.runId),
    leases.map((lease) => lease.number),
    leases.map((lease) => lease.token),
    leaseMs,
  ]);
  return rows;
}
