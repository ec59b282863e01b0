import { createHash } from "node:crypto";
import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";

export type HashedBytes = {
  source: AsyncIterable<Uint8Array>;
  digest: () => { sha256: string; bytes: number };
};

/** Passes a file on and takes its SHA-256 on the way. */
export function hashBytes(file: ByteSource): HashedBytes {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const chunk of file instanceof Uint8Array ? [file] : file) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  return { source: pass(), digest: () => ({ sha256: hash.copy().digest("hex"), bytes }) };
}
