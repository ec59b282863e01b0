import type { PoolClient } from "pg";
import { fairShare } from "#/features/runs/batches/fair-share.ts";
import { pool } from "#/lib/db.ts";

export type SlotRequest = {
  submissionId: string;
  workerId: string;
  wanted: number;
  /** Calls of this worker that may be open before it hears the answer: a smaller grant is committed only once they fit. */
  open: number;
  leaseMs: number;
};

type Grant = { worker_id: string; slots: number; wanted: number };

/**
 * Resolves with how many calls this worker may have in flight to the submission's endpoint until the lease ends.
 * The grants of all live workers never add up to more than the submission's concurrency.
 */
export async function allocateSlots(request: SlotRequest): Promise<number> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const slots = await allocate(client, request);
    await client.query("COMMIT");
    client.release();
    return slots;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function allocate(client: PoolClient, request: SlotRequest): Promise<number> {
  const { submissionId, workerId, wanted, open, leaseMs } = request;
  const locked = await client.query<{ concurrency: number }>(
    "SELECT concurrency FROM submissions WHERE id = $1 FOR NO KEY UPDATE",
    [submissionId],
  );
  const concurrency = locked.rows[0]?.concurrency ?? 0;
  const live = await client.query<Grant>(
    `SELECT worker_id, slots, wanted FROM slot_grants
     WHERE submission_id = $1 AND worker_id <> $2 AND lease_until >= now()`,
    [submissionId, workerId],
  );
  const everyone = [...live.rows, { worker_id: workerId, slots: 0, wanted }].sort((a, b) =>
    a.worker_id < b.worker_id ? -1 : 1,
  );
  const shares = fairShare(
    concurrency,
    everyone.map((grant) => grant.wanted),
  );
  const share = shares[everyone.findIndex((grant) => grant.worker_id === workerId)] ?? 0;
  const free = Math.max(0, concurrency - live.rows.reduce((sum, grant) => sum + grant.slots, 0));
  const slots = Math.min(share, free);
  await client.query(
    `INSERT INTO slot_grants (submission_id, worker_id, slots, wanted, lease_until)
     VALUES ($1, $2, $3, $4, now() + $5 * interval '1 millisecond')
     ON CONFLICT (submission_id, worker_id)
     DO UPDATE SET slots = excluded.slots, wanted = excluded.wanted, lease_until = excluded.lease_until`,
    [submissionId, workerId, Math.max(slots, open), wanted, leaseMs],
  );
  return slots;
}

export async function returnSlots(submissionId: string, workerId: string): Promise<void> {
  await pool().query("DELETE FROM slot_grants WHERE submission_id = $1 AND worker_id = $2", [
    submissionId,
    workerId,
  ]);
}
