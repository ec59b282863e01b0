import { readSync } from "node:fs";

/** An open file whose bytes can be read at any place. Whoever opened it closes it. */
export class OpenFile {
  readonly size: number;
  readonly #descriptor: number;

  constructor(descriptor: number, size: number) {
    this.#descriptor = descriptor;
    this.size = size;
  }

  /** Returns the bytes from `start` to before `end`; fewer where the file ends. */
  read(start: number, end: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(end, this.size) - start));
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(this.#descriptor, bytes, length, bytes.length - length, start + length);
      if (read === 0) break;
      length += read;
    }
    return bytes.subarray(0, length);
  }
}

/** Bytes that have all arrived. */
export type StoredBytes = OpenFile | Buffer;

export function bytesAt(stored: StoredBytes, start: number, end: number): Buffer {
  return stored instanceof OpenFile ? stored.read(start, end) : stored.subarray(start, end);
}

export function sizeOf(stored: StoredBytes): number {
  return stored instanceof OpenFile ? stored.size : stored.length;
}

const chunkBytes = 65_536;

/** Yields the bytes in order, from `start` to before `end`. */
export function* chunksOf(stored: StoredBytes, start = 0, end = sizeOf(stored)): Generator<Buffer> {
  for (let at = start; at < end; at += chunkBytes) yield bytesAt(stored, at, Math.min(end, at + chunkBytes));
}
