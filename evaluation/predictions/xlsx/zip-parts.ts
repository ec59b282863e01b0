import { pipeline, Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { bytesAt, chunksOf, type StoredBytes, sizeOf } from "#/evaluation/predictions/stored-bytes.ts";
import { type ZipEntry, zipEntries } from "#/evaluation/predictions/xlsx/zip-entries.ts";
import { AppError } from "#/lib/errors.ts";

const headerSignature = 0x04034b50;
const headerBytes = 30;
const chunkBytes = 65_536;

function damaged(name: string, cause?: unknown): AppError {
  return new AppError("bad-input", `${name} is a damaged XLSX file. Save it again.`, { cause });
}

/** The wanted parts of a zip archive, each unpacked as it is read; together no more than a cap. */
export class ZipParts {
  readonly #stored: StoredBytes;
  readonly #entries: Map<string, ZipEntry>;
  readonly #most: number;
  readonly #name: string;
  #unpacked = 0;

  /** AppError "bad-input" for what is no whole archive. */
  constructor(stored: StoredBytes, wanted: (path: string) => boolean, most: number, name: string) {
    this.#stored = stored;
    this.#most = most;
    this.#name = name;
    try {
      this.#entries = zipEntries(stored, wanted, name);
    } catch (error) {
      throw error instanceof RangeError ? damaged(name, error) : error;
    }
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /**
   * Yields the bytes of a part, none where it is not there. AppError "too-large" at the cap, however small the archive is,
   * "bad-input" where the part is broken or needs a password.
   */
  async *read(path: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(path);
    if (!entry) return;
    try {
      for await (const chunk of this.#inflated(entry)) {
        this.#unpacked += chunk.length;
        if (this.#unpacked > this.#most) throw this.#tooLarge();
        yield chunk;
      }
    } catch (error) {
      throw error instanceof AppError ? error : damaged(this.#name, error);
    }
  }

  #inflated({ start, packedBytes, method, isEncrypted }: ZipEntry): AsyncIterable<Buffer> | Iterable<Buffer> {
    const header = bytesAt(this.#stored, start, start + headerBytes);
    if (header.length < headerBytes || header.readUInt32LE(0) !== headerSignature) throw damaged(this.#name);
    if (isEncrypted) {
      const message = `${this.#name} needs a password. Save it without one.`;
      throw new AppError("bad-input", message);
    }
    const first = start + headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (first + packedBytes > sizeOf(this.#stored)) throw damaged(this.#name);
    const packed = chunksOf(this.#stored, first, first + packedBytes);
    if (method === 0) return packed;
    if (method !== 8) throw damaged(this.#name);
    return pipeline(Readable.from(packed), createInflateRaw({ chunkSize: chunkBytes }), () => {});
  }

  #tooLarge(): AppError {
    const limit = Math.round(this.#most / 2 ** 20);
    return new AppError("too-large", `${this.#name}, unzipped, is larger than ${limit} MiB. Send it as CSV.`);
  }
}
