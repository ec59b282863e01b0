import { createHash, hash as hashAtOnce } from "node:crypto";
import { type Readable, Transform } from "node:stream";
import type { BlobBackend } from "#/lib/blobs/blob-backend.ts";
import { fileBlobs } from "#/lib/blobs/file-blobs.ts";
import { s3Blobs } from "#/lib/blobs/s3-blobs.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

const cached = new Map<string, BlobBackend>();

/** Returns the store at a folder or at `s3://bucket/prefix`. */
export function blobPlaceAt(address: string): BlobBackend {
  const store = cached.get(address) ?? (address.startsWith("s3://") ? s3Blobs : fileBlobs)(address);
  cached.set(address, store);
  return store;
}

/** @internal */
export function contentHash(bytes: Uint8Array): string {
  return hashAtOnce("sha256", bytes, "hex");
}

export async function putBlob(bytes: Uint8Array): Promise<string> {
  const hash = contentHash(bytes);
  const store = ownStore();
  if (!(await store.has(hash))) await store.put(hash, bytes);
  return hash;
}

/** Versions whose hash was right: a run asks for each of its pictures, and the next run for the same ones. */
const verified = new Map<string, string>();
const mostVerified = 50_000;

/**
 * In memory from `allocate`, where that is given. Rejects where the bytes are not those that were stored, which is looked
 * at once for each version of a file.
 */
export async function getBlob(hash: string, allocate?: (bytes: number) => Buffer): Promise<Buffer> {
  const { bytes, version } = await ownStore().get(checkedHash(hash), allocate);
  if (version !== null && verified.get(hash) === version) return bytes;
  intact(hash, bytes);
  if (version === null) return bytes;
  const [oldest] = verified.keys();
  if (verified.size >= mostVerified && oldest !== undefined) verified.delete(oldest);
  verified.set(hash, version);
  return bytes;
}

/** Breaks off before its end where the bytes are not those that were stored. */
export async function streamBlob(hash: string): Promise<Readable> {
  const stored = await ownStore().stream(checkedHash(hash));
  const digest = createHash("sha256");
  const checked = new Transform({
    transform(chunk, _, done) {
      digest.update(chunk);
      done(null, chunk);
    },
    flush: (done) => done(digest.digest("hex") === hash ? null : damaged(hash)),
  });
  stored.once("error", (error) => checked.destroy(error));
  checked.once("close", () => stored.destroy());
  return stored.pipe(checked);
}

export function intact(hash: string, bytes: Buffer): Buffer {
  if (contentHash(bytes) === hash) return bytes;
  throw damaged(hash);
}

function damaged(hash: string): AppError {
  const message = `The stored image ${hash} is damaged. Remove it from the image store and import its dataset again.`;
  return new AppError("internal", message);
}

function checkedHash(hash: string): string {
  if (/^[0-9a-f]{64}$/.test(hash)) return hash;
  throw new Error(`${hash} is not a SHA-256 hash.`);
}

function ownStore(): BlobBackend {
  return blobPlaceAt(env().IMAGE_STORE);
}
