import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BlobPlace } from "#/lib/blob-place.ts";

/** One file a blob, in folders of the hash's first two digits; a file appears whole or not at all. */
export function fileBlobs(folder: string): BlobPlace {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  return {
    has: (hash) =>
      access(pathOf(hash)).then(
        () => true,
        () => false,
      ),
    async put(hash, bytes) {
      const path = pathOf(hash);
      await mkdir(dirname(path), { recursive: true });
      const partial = `${path}.${randomUUID()}.partial`;
      await writeFile(partial, bytes);
      await rename(partial, path);
    },
    get: (hash) => readFile(pathOf(hash)),
    stream: async (hash) => createReadStream(pathOf(hash)),
  };
}
