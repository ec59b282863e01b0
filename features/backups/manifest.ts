import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "#/lib/errors.ts";

/** Written last: a folder without it is no backup. */
const manifestSchema = z.object({
  format: z.literal("q-bench-backup-1"),
  madeAt: z.string(),
  /** What the database was at: it is restored into the same. */
  migrations: z.array(z.string()),
  /** In the order in which they are restored. */
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), rows: z.number(), sha256: z.string() })),
  images: z.number(),
});

export type Manifest = z.infer<typeof manifestSchema>;

export function manifestFile(folder: string): string {
  return join(folder, "manifest.json");
}

export function tableFile(folder: string, table: string): string {
  return join(folder, "tables", `${table}.copy.gz`);
}

export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(manifestFile(folder), "utf8").catch(() => null);
  if (text === null)
    throw new AppError("bad-input", `${folder} holds no complete backup: manifest.json is not there.`);
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new AppError("bad-input", `${manifestFile(folder)} is not a manifest that this version can read.`);
}
