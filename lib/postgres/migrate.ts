import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { pastDeadlocks } from "#/lib/postgres/past-deadlocks.ts";

/** @internal */
export const prismaMigrationLock = 72707369;
const folder = new URL("../../prisma/migrations/", import.meta.url);

const holders = `SELECT concat('PostgreSQL process ', a.pid, ' of ', coalesce(nullif(a.application_name, ''), 'an unnamed program'),
    ' at ', coalesce(host(a.client_addr), 'this machine'), ', connected since ', date_trunc('second', a.backend_start)) AS holder
  FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.objid = $1 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const table = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies and records migrations as `prisma migrate deploy` does, without the engine that has to be downloaded; of
 * those in the folder only the ones that come before `end`, for a board as it was then.
 */
export async function migrate(
  databaseUrl: string,
  { end, lockPatience = "5min" }: { end?: string; lockPatience?: string } = {},
): Promise<string[]> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "q-bench-board migrations",
  });
  await client.connect();
  try {
    await lock(client, lockPatience);
    await client.query(table);
    const applied = await appliedChecksums(client);
    const fresh: string[] = [];
    const names = (await readdir(folder)).filter((entry) => !entry.includes(".")).sort();
    const newer = [...applied.keys()].filter((name) => !names.includes(name)).sort();
    if (newer.length > 0)
      throw new Error(
        `The database is of a newer version of the board: ${newer.join(", ")}. Start that version, or restore a backup that this one made.`,
      );
    for (const name of names.slice(0, end === undefined ? names.length : names.indexOf(end))) {
      const sql = await readFile(new URL(`${name}/migration.sql`, folder), "utf8");
      const checksum = createHash("sha256").update(sql).digest("hex");
      const recorded = applied.get(name);
      if (recorded === checksum) continue;
      if (recorded)
        throw new Error(
          `Migration ${name} was changed after it was applied. Restore ${fileURLToPath(folder)}${name}.`,
        );
      // Workers may be at work meanwhile.
      await pastDeadlocks(() => apply(client, name, sql, checksum));
      fresh.push(name);
    }
    return fresh;
  } finally {
    await client.end();
  }
}

/** Waits for whoever migrates already, no longer than its patience, and says whom it waits for. */
async function lock(client: pg.Client, patience: string): Promise<void> {
  const free = await client.query<{ free: boolean }>("SELECT pg_try_advisory_lock($1) AS free", [
    prismaMigrationLock,
  ]);
  if (free.rows[0]?.free) return;
  const { rows } = await client.query<{ holder: string }>(holders, [prismaMigrationLock]);
  const holder = rows[0]?.holder ?? "another process";
  console.error(`Waiting for the migrations of ${holder} …`);
  await client.query(`SET lock_timeout = '${patience}'`);
  try {
    await client.query("SELECT pg_advisory_lock($1)", [prismaMigrationLock]);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== "55P03") throw error;
    throw new Error(
      `${holder} has held the lock of migrations for more than ${patience}. End that process, or that connection with pg_terminate_backend, and start again.`,
    );
  }
  await client.query("RESET lock_timeout");
}

/** Resolves with the names of the migrations that the database has, the oldest first. */
export async function appliedMigrations(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return [...(await appliedChecksums(client)).keys()].sort();
  } finally {
    await client.end();
  }
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`Migration ${name} failed: ${String(error)}`, { cause: error });
  }
}
