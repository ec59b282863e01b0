import { mkdir, writeFile } from "node:fs/promises";
import { openServices } from "#/lib/embedded-services.ts";
import { env } from "#/lib/env.ts";
import { schemaDifference } from "#/scripts/schema-difference.ts";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Usage: node scripts/new-migration.ts name_in_snake_case");
  process.exit(2);
}
const services = await openServices();
try {
  const sql = await schemaDifference(env().DATABASE_URL);
  if (sql === "") console.log("The migrations already give the schema.");
  else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = new URL(`../prisma/migrations/${stamp}_${name}/`, import.meta.url);
    await mkdir(folder, { recursive: true });
    await writeFile(new URL("migration.sql", folder), `${sql}\n`);
    console.log(`prisma/migrations/${stamp}_${name}/migration.sql`);
  }
} finally {
  await services.release();
}
