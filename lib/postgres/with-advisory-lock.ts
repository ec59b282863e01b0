import { pool } from "#/lib/db.ts";

/**
 * Does the work of this name unless another process is at it. `touch` is the sign of life to be given within each lease;
 * it rejects once the work has gone to others, for the lock of a process that is frozen or cut off ends as its transactions do.
 */
export async function withAdvisoryLock(
  name: string,
  work: (touch: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const client = await pool().connect();
  let isOver = false;
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ free: boolean }>(
      "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free",
      [name],
    );
    if (rows[0]?.free) await work(async () => void (await client.query("SELECT 1")));
    await client.query("COMMIT");
    isOver = true;
  } finally {
    client.release(!isOver);
  }
}
