import { closeDb } from "#/lib/db.ts";
import { openServices } from "#/lib/embedded-services.ts";
import { env } from "#/lib/env.ts";
import { appliedMigrations } from "#/lib/postgres/migrate.ts";
import { printError } from "#/server/print-error.ts";

/** Brings the database to this version and says which it is: a step of its own before a deploy. */
try {
  const services = await openServices();
  const applied = await appliedMigrations(env().DATABASE_URL);
  console.log(`${applied.length} migrations are applied; the newest is ${applied.at(-1) ?? "none"}.`);
  await closeDb();
  await services.release();
} catch (error) {
  printError(error);
}
