import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { env } from "#/lib/env.ts";
import { acquireEmbeddedPostgres } from "#/lib/postgres/embedded-postgres.ts";
import { isAlive } from "#/lib/postgres/process-alive.ts";

/** The PostgreSQL of one bench, which can be treated badly. */
export class DatabaseServer {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** SIGINT: all sessions are cut, data is flushed. SIGKILL: nothing is. */
  async end(signal: "SIGINT" | "SIGKILL"): Promise<void> {
    const file = await readFile(join(this.#folder, "postgres", "data", "postmaster.pid"), "utf8");
    const pid = Number.parseInt(file, 10);
    process.kill(pid, signal);
    while (isAlive(pid)) await delay(20);
  }

  async start(): Promise<void> {
    await acquireEmbeddedPostgres(this.#folder);
  }

  async readOnly(on: boolean): Promise<void> {
    await this.query("SET default_transaction_read_only = off");
    await this.run([
      "SET default_transaction_read_only = off",
      `ALTER SYSTEM SET default_transaction_read_only = ${on}`,
      "SELECT pg_reload_conf()",
    ]);
  }

  query(sql: string): Promise<void> {
    return this.run([sql]);
  }

  async run(statements: readonly string[]): Promise<void> {
    const client = new pg.Client({ connectionString: env().DATABASE_URL });
    client.on("error", () => {});
    await client.connect();
    try {
      for (const sql of statements) await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
