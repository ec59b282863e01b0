import type { Readable } from "node:stream";

/** `version` changes where the bytes were written again; `null`: that is not known. */
export type StoredBytes = { bytes: Buffer; version: string | null };

/** Where bytes lie, named by their SHA-256. */
export type BlobBackend = {
  has(hash: string): Promise<boolean>;
  put(hash: string, bytes: Uint8Array): Promise<void>;
  /** In memory from `allocate`, where the bytes need not be copied for that. */
  get(hash: string, allocate?: (bytes: number) => Buffer): Promise<StoredBytes>;
  stream(hash: string): Promise<Readable>;
};
