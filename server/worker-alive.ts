import { hostname } from "node:os";
import pg from "pg";
import { env } from "#/lib/env.ts";

/** Exits 0 when a worker of this machine gave a sign of life lately: a health check for containers. */
const client = new pg.Client({ connectionString: env().DATABASE_URL, connectionTimeoutMillis: 5000 });
await client.connect();
const { rowCount } = await client.query(
  "SELECT FROM workers WHERE starts_with(id, $1 || '-') AND seen_at > now() - interval '30 seconds'",
  [hostname().slice(0, 30)],
);
await client.end();
process.exitCode = rowCount ? 0 : 1;
