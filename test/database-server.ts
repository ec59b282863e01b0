import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { acquireEmbeddedPostgres } from "#/lib/postgres/embedded-postgres.ts";
import { migrate } from "#/lib/postgres/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string;
    templateDatabase: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await acquireEmbeddedPostgres(".data/test");
  const template = `template_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  // What is lost with the machine is made again.
  for (const setting of ["fsync", "full_page_writes"]) await admin.query(`ALTER SYSTEM SET ${setting} = off`);
  await admin.query("SELECT pg_reload_conf()");
  await admin.query(`CREATE DATABASE ${template}`);
  await migrate(server.url.replace(/\/board$/, `/${template}`));
  project.provide("serverUrl", server.url);
  project.provide("templateDatabase", template);
  return async () => {
    await admin.query(`DROP DATABASE ${template} WITH (FORCE)`);
    await admin.end();
    await server.release();
  };
}
