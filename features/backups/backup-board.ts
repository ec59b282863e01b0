import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { PoolClient } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Manifest, manifestFile, tableFile } from "#/features/backups/manifest.ts";
import { inTransaction, roughRowCount, tablesInOrder } from "#/features/backups/queries.ts";
import { rowProgress } from "#/features/backups/row-progress.ts";
import { copyImages } from "#/features/images/copy-images.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";
import { appliedMigrations } from "#/lib/postgres/migrate.ts";
import { noProgress, type Progress } from "#/lib/progress.ts";

/**
 * Writes all tables, as of one moment, and all images into a folder, beside a board at work. Into the folder of an
 * earlier backup only new images are copied.
 */
export async function backupBoard(
  folder: string,
  signal: AbortSignal,
  progress: Progress = noProgress,
): Promise<Manifest> {
  const madeAt = new Date().toISOString();
  await rm(manifestFile(folder), { force: true });
  await mkdir(join(folder, "tables"), { recursive: true });
  const names = await tablesInOrder();
  const tables = await inTransaction("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", async (client) => {
    const written: Manifest["tables"] = [];
    const tell = rowProgress(progress, "rows written", await roughRowCount(client));
    for (const name of names)
      written.push(await writeTable(client, name, tableFile(folder, name), { signal, tell }));
    return written;
  });
  const images = await copyImages(env().IMAGE_STORE, join(folder, "images"), signal, progress);
  const [lost] = images.failed;
  if (lost)
    throw new AppError("conflict", `${images.failed.length} images could not be copied. ${lost.reason}`);
  const manifest: Manifest = {
    format: "q-bench-backup-1",
    madeAt,
    migrations: await appliedMigrations(env().DATABASE_URL),
    tables,
    images: images.copied + images.alreadyThere,
  };
  await writeFile(manifestFile(folder), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function writeTable(
  client: PoolClient,
  name: string,
  file: string,
  { signal, tell }: { signal: AbortSignal; tell: (chunk: Buffer) => void },
): Promise<Manifest["tables"][number]> {
  const digest = createHash("sha256");
  const counted = new PassThrough().on("data", (chunk) => digest.update(chunk)).on("data", tell);
  const copying = client.query(copyTo(`COPY "${name}" TO STDOUT`));
  await pipeline(copying, counted, createGzip({ level: 1 }), createWriteStream(file), { signal });
  return { name, rows: copying.rowCount, sha256: digest.digest("hex") };
}
