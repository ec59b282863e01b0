import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDb } from "#/lib/db.ts";
import { provideEnv } from "#/lib/env.ts";

/** Gives the test file a database of its own, copied from the migrated template, and a folder for images. */
export function useTestDatabase(extraEnv: Record<string, string> = {}): void {
  const name = `test_${randomBytes(6).toString("hex")}`;
  let folder = "";
  beforeAll(async () => {
    await onServer(`CREATE DATABASE ${name} TEMPLATE ${inject("templateDatabase")}`);
    folder = await mkdtemp(join(tmpdir(), "q-bench-board-"));
    provideEnv({
      DATABASE_URL: inject("serverUrl").replace(/\/board$/, `/${name}`),
      DATA_DIR: folder,
      NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
      SECRETS_KEYS: `test:${randomBytes(32).toString("base64")}`,
      LOG_LEVEL: "silent",
      ...extraEnv,
    });
  });
  afterAll(async () => {
    await closeDb();
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    await rm(folder, { recursive: true, force: true });
  });
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("serverUrl") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
