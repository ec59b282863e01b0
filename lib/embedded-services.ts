import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { env, namedEnv, provideEnv, rawEnv } from "#/lib/env.ts";
import { acquireEmbeddedPostgres } from "#/lib/postgres/embedded-postgres.ts";
import { withFolderLock } from "#/lib/postgres/folder-lock.ts";
import { migrate } from "#/lib/postgres/migrate.ts";
import { secretsFile } from "#/lib/secrets/stored-secret.ts";

export type Services = {
  share(pid: number): Promise<void>;
  release(): Promise<void>;
};

/** With DATABASE_URL unset, starts or joins the embedded server and makes up the secrets an operator would set. */
export async function openServices(): Promise<Services> {
  const external = rawEnv("DATABASE_URL");
  if (external) {
    // A setting that is refused must be so before the database has changed.
    env();
    await migrate(external);
    return { share: async () => {}, release: async () => {} };
  }
  const dataFolder = resolve(rawEnv("DATA_DIR") ?? ".data");
  const secrets = await localSecrets(dataFolder);
  const server = await acquireEmbeddedPostgres(dataFolder);
  try {
    await migrate(server.url);
  } catch (error) {
    await server.release();
    throw error;
  }
  const missing = Object.entries(secrets).filter(([name]) => namedEnv(name) === undefined);
  provideEnv({ ...Object.fromEntries(missing), DATABASE_URL: server.url, DATA_DIR: dataFolder });
  return server;
}

async function localSecrets(dataFolder: string): Promise<Record<string, string>> {
  const file = secretsFile(dataFolder);
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return withFolderLock(folder, async () => {
    const kept = await readFile(file, "utf8").catch(() => null);
    const before = kept === null ? {} : (JSON.parse(kept) as Record<string, string>);
    const made = {
      RECEIPT_KEY: randomBytes(32).toString("base64"),
      NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
      SECRETS_KEYS: `local:${randomBytes(32).toString("base64")}`,
      ...before,
    };
    if (Object.keys(made).length === Object.keys(before).length) return before;
    await writeFile(file, JSON.stringify(made), { mode: 0o600 });
    return made;
  });
}
