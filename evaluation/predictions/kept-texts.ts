import { closeSync, readSync, writeSync } from "node:fs";
import { openNamelessFile } from "#/lib/open-nameless-file.ts";

/** Where a text stands among those kept, in bytes of UTF-8. */
export type TextPlace = { start: number; bytes: number };

const blockBytes = 2 ** 20;

/**
 * Texts of a file that are needed later: up to a mebibyte in memory, what is more on the disk, since a file's texts may
 * come to more than a process should hold. Half a surrogate pair comes back as U+FFFD.
 */
export class KeptTexts {
  #block = Buffer.alloc(0);
  #used = 0;
  #written = 0;
  #file: number | null = null;

  put(text: string): TextPlace {
    const bytes = Buffer.byteLength(text);
    if (this.#block.length - this.#used < bytes) this.#makeRoom(bytes);
    this.#block.write(text, this.#used);
    const start = this.#written + this.#used;
    this.#used += bytes;
    return { start, bytes };
  }

  get({ start, bytes }: TextPlace): string {
    return this.#bytesOf(start, bytes).toString("utf8");
  }

  /** Returns whether two kept texts are the same, byte for byte. */
  same(first: TextPlace, second: TextPlace): boolean {
    if (first.bytes !== second.bytes) return false;
    return this.#bytesOf(first.start, first.bytes).equals(this.#bytesOf(second.start, second.bytes));
  }

  /** Takes back the text that was put last. */
  drop({ start }: TextPlace): void {
    if (start >= this.#written) this.#used = start - this.#written;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #makeRoom(bytes: number): void {
    if (this.#used > 0) {
      this.#file ??= openNamelessFile();
      writeSync(this.#file, this.#block, 0, this.#used, this.#written);
      this.#written += this.#used;
      this.#used = 0;
    }
    if (this.#block.length < bytes || this.#block.length === 0) {
      this.#block = Buffer.allocUnsafe(Math.max(blockBytes, bytes));
    }
  }

  #bytesOf(start: number, bytes: number): Buffer {
    if (start >= this.#written || this.#file === null) {
      const from = start - this.#written;
      return this.#block.subarray(from, from + bytes);
    }
    const found = Buffer.allocUnsafe(bytes);
    readSync(this.#file, found, 0, bytes, start);
    return found;
  }
}
