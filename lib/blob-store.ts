import { createHash, randomUUID } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "#/lib/env.ts";

export function contentHash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export async function putBlob(bytes: Uint8Array): Promise<string> {
  const hash = contentHash(bytes);
  const path = pathOf(hash);
  if (await exists(path)) return hash;
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.${randomUUID()}.partial`;
  await writeFile(partial, bytes);
  await rename(partial, path);
  return hash;
}

export function getBlob(hash: string): Promise<Buffer> {
  return readFile(pathOf(hash));
}

export function streamBlob(hash: string): ReadStream {
  return createReadStream(pathOf(hash));
}

function pathOf(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`${hash} is not a SHA-256 hash.`);
  return join(env().IMAGE_STORE, hash.slice(0, 2), hash);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
