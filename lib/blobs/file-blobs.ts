import { randomUUID } from "node:crypto";
import { close, createReadStream, fstatSync, open, read } from "node:fs";
import { access, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { BlobBackend, StoredBytes } from "#/lib/blobs/blob-backend.ts";

/** Returns one file a blob, in folders of the hash's first two digits; a file appears whole or not at all. */
export function fileBlobs(folder: string): BlobBackend {
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
    get: (hash, allocate = Buffer.allocUnsafeSlow) => readWhole(pathOf(hash), allocate),
    stream: async (hash) => createReadStream(pathOf(hash)),
  };
}

const [openFile, readInto, closeFile] = [promisify(open), promisify(read), promisify(close)];

/** What `readFile` does, which takes four times as long about it. */
async function readWhole(path: string, allocate: (bytes: number) => Buffer): Promise<StoredBytes> {
  const file = await openFile(path, "r");
  try {
    // Of an open file the size is known without a look at the disk.
    const { size, ino, mtimeMs } = fstatSync(file);
    const bytes = allocate(size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await readInto(file, bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return { bytes: bytes.subarray(0, length), version: `${ino} ${length} ${mtimeMs}` };
  } finally {
    await closeFile(file);
  }
}
