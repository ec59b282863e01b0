import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type Manifest, readManifest, tableFile } from "#/features/backups/manifest.ts";
import { continueSequences, inTransaction } from "#/features/backups/queries.ts";
import { rowProgress } from "#/features/backups/row-progress.ts";
import { copyImages } from "#/features/images/copy-images.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";
import { appliedMigrations } from "#/lib/postgres/migrate.ts";
import { noProgress, type Progress } from "#/lib/progress.ts";

/** Fills an empty database of the same version with a backup, all tables or none, then brings back the images. */
export async function restoreBoard(
  folder: string,
  signal: AbortSignal,
  progress: Progress = noProgress,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const here = await appliedMigrations(env().DATABASE_URL);
  if (here.join() !== manifest.migrations.join()) {
    const message = `The backup was made at migration ${manifest.migrations.at(-1)}, this database is at ${here.at(-1)}.`;
    throw new AppError("conflict", `${message} Restore with the version that made it, then upgrade.`);
  }
  await inTransaction("BEGIN", async (client) => {
    for (const { name } of manifest.tables) await requireEmpty(client, name);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const tell = rowProgress(progress, "rows read", rows);
    for (const table of manifest.tables)
      await readTable(client, table, tableFile(folder, table.name), { signal, tell });
    for (const { name } of manifest.tables) await continueSequences(client, name);
  });
  const images = await copyImages(join(folder, "images"), env().IMAGE_STORE, signal, progress);
  const [lost] = images.failed;
  if (!lost) return manifest;
  const message = `All tables are restored, but ${images.failed.length} images are not. ${lost.reason}`;
  throw new AppError(
    "conflict",
    `${message} Copy them with: images copy ${join(folder, "images")} IMAGE_STORE`,
  );
}

async function requireEmpty(client: PoolClient, table: string): Promise<void> {
  const { rowCount } = await client.query(`SELECT FROM "${table}" LIMIT 1`);
  if (!rowCount) return;
  const message = `The table ${table} is not empty. A backup is restored into a new database or DATA_DIR only.`;
  throw new AppError("conflict", message);
}

async function readTable(
  client: PoolClient,
  { name, rows, sha256 }: Manifest["tables"][number],
  file: string,
  { signal, tell }: { signal: AbortSignal; tell: (chunk: Buffer) => void },
): Promise<void> {
  const digest = createHash("sha256");
  const counted = new PassThrough().on("data", (chunk) => digest.update(chunk)).on("data", tell);
  const copying = client.query(copyFrom(`COPY "${name}" FROM STDIN`));
  await pipeline(createReadStream(file), createGunzip(), counted, copying, { signal });
  if (copying.rowCount === rows && digest.digest("hex") === sha256) return;
  throw new AppError("conflict", `${file} is damaged: it does not hold the ${rows} rows of the backup.`);
}
