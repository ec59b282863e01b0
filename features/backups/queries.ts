import type { PoolClient } from "pg";
import { pool } from "#/lib/db.ts";

type Reference = { child: string; parent: string };

/**
 * Resolves with the board's own tables, each after those that it refers to; not the queue's, nor the list of migrations, nor sessions:
 * one that somebody ended since would live again.
 */
export async function tablesInOrder(): Promise<string[]> {
  const [tables, references] = await Promise.all([
    pool().query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('_prisma_migrations', 'sessions') ORDER BY 1`,
    ),
    pool().query<Reference>(
      `SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint c
       JOIN pg_class child ON child.oid = c.conrelid JOIN pg_class parent ON parent.oid = c.confrelid
       WHERE c.contype = 'f' AND child.relnamespace = 'public'::regnamespace AND child.oid <> parent.oid`,
    ),
  ]);
  return parentsFirst(
    tables.rows.map(({ name }) => name),
    references.rows,
  );
}

function parentsFirst(tables: string[], references: Reference[]): string[] {
  const ordered: string[] = [];
  let left = tables;
  while (left.length > 0) {
    const waits = (table: string) =>
      references.some(({ child, parent }) => child === table && left.includes(parent));
    const free = left.filter((table) => !waits(table));
    if (free.length === 0) throw new Error(`Tables refer to each other in a circle: ${left.join(", ")}.`);
    ordered.push(...free);
    left = left.filter((table) => !free.includes(table));
  }
  return ordered;
}

/** Has every sequence of the table go on after the highest number that is in use. */
export async function continueSequences(client: PoolClient, table: string): Promise<void> {
  const { rows } = await client.query<{ column: string; sequence: string }>(
    `SELECT attname AS column, pg_get_serial_sequence(quote_ident($1), attname) AS sequence FROM pg_attribute
     WHERE attrelid = quote_ident($1)::regclass AND attnum > 0 AND NOT attisdropped
       AND pg_get_serial_sequence(quote_ident($1), attname) IS NOT NULL`,
    [table],
  );
  for (const { column, sequence } of rows)
    await client.query(
      `SELECT setval($1, greatest((SELECT max("${column}") FROM "${table}"), 1), EXISTS (SELECT FROM "${table}"))`,
      [sequence],
    );
}

export async function inTransaction<T>(begin: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Resolves with about how many rows all tables have together, as the planner keeps count. */
export async function roughRowCount(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ rows: number }>(
    "SELECT coalesce(sum(greatest(reltuples, n_live_tup)), 0)::float8 AS rows FROM pg_stat_user_tables JOIN pg_class ON pg_class.oid = relid",
  );
  return rows[0]?.rows ?? 0;
}
