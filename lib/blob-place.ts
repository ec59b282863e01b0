import type { Readable } from "node:stream";

/** Where bytes lie, named by their SHA-256. */
export type BlobPlace = {
  has(hash: string): Promise<boolean>;
  put(hash: string, bytes: Uint8Array): Promise<void>;
  get(hash: string): Promise<Buffer>;
  stream(hash: string): Promise<Readable>;
};
