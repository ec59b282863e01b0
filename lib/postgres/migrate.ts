import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { pastDeadlocks } from "#/lib/postgres/past-deadlocks.ts";

const prismaMigrationLock = 72707369;
const folder = new URL("../../prisma/migrations/", import.meta.url);

const table = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies and records migrations as `prisma migrate deploy` does, without the engine that has to be downloaded; of
 * those in the folder only the ones that come before `end`, for a board as it was then.
 */
export async function migrate(databaseUrl: string, end?: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [prismaMigrationLock]);
    await client.query(table);
    const applied = await appliedChecksums(client);
    const fresh: string[] = [];
    const names = (await readdir(folder)).filter((entry) => !entry.includes(".")).sort();
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
