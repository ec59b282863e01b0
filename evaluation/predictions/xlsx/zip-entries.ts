import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import { bytesAt, type StoredBytes, sizeOf } from "#/evaluation/predictions/stored-bytes.ts";
import { AppError } from "#/lib/errors.ts";

/** One part of a zip archive, as its directory at the end tells. */
export type ZipEntry = {
  path: string;
  method: number;
  isEncrypted: boolean;
  /** Where its local header stands, and how many packed bytes follow that. */
  start: number;
  packedBytes: number;
};

const endSignature = 0x06054b50;
const endBytes = 22;
const longEndSignature = 0x06064b50;
const locatorSignature = 0x07064b50;
const locatorBytes = 20;
const entrySignature = 0x02014b50;
const entryBytes = 46;
const longestComment = 0xffff;
const inLongForm = 0xffffffff;
const mostDirectoryBytes = 4 * 2 ** 20;
const mostEntries = 20_000;

type Directory = { start: number; bytes: number };

/** The end record stands before a comment of up to 64 kB; in a large archive a longer one stands before it. */
function directoryOf(stored: StoredBytes): Directory {
  const size = sizeOf(stored);
  const start = Math.max(0, size - longestComment - endBytes - locatorBytes);
  const tail = bytesAt(stored, start, size);
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    const directory = { start: tail.readUInt32LE(at + 16), bytes: tail.readUInt32LE(at + 12) };
    const locator = at - locatorBytes;
    const isLong = directory.start === inLongForm || directory.bytes === inLongForm;
    if (!isLong || locator < 0 || tail.readUInt32LE(locator) !== locatorSignature) return directory;
    return longDirectory(bytesAt(stored, longAt(tail, locator + 8), size).subarray(0, 56));
  }
  throw new RangeError("no directory");
}

function longDirectory(record: Buffer): Directory {
  if (record.readUInt32LE(0) !== longEndSignature) throw new RangeError("no long directory");
  return { start: longAt(record, 48), bytes: longAt(record, 40) };
}

function longAt(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

/** Sizes that do not fit into 32 bits stand in an extra field, in this order. */
function longSizes(extra: Buffer, sizes: readonly number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return sizes.map((size) => {
      if (size !== inLongForm) return size;
      next += 8;
      return longAt(extra, next - 8);
    });
  }
  return [...sizes];
}

function entryAt(directory: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (directory.readUInt32LE(at) !== entrySignature) throw new RangeError("no entry");
  const [path, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
    number,
    number,
    number,
  ];
  const names = at + entryBytes;
  const sizes = [24, 20, 42].map((field) => directory.readUInt32LE(at + field));
  const [, packedBytes = 0, start = 0] = longSizes(
    directory.subarray(names + path, names + path + extra),
    sizes,
  );
  const entry = {
    path: directory.toString("utf8", names, names + path),
    method: directory.readUInt16LE(at + 10),
    isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    start,
    packedBytes,
  };
  return { entry, next: names + path + extra + comment };
}

/**
 * Returns the wanted parts of a zip archive by their paths, of which only the directory is read. RangeError for a broken
 * directory, AppError "too-large" for one that lists too many parts and "bad-input" for a part that is there twice.
 */
export function zipEntries(
  stored: StoredBytes,
  wanted: (path: string) => boolean,
  name: string,
): Map<string, ZipEntry> {
  const { start, bytes } = directoryOf(stored);
  if (start + bytes > sizeOf(stored)) throw new RangeError("a directory beyond the end");
  if (bytes > mostDirectoryBytes) throw tooMany(name);
  const directory = bytesAt(stored, start, start + bytes);
  const entries = new Map<string, ZipEntry>();
  let count = 0;
  for (let at = 0; at < directory.length; ) {
    if (++count > mostEntries) throw tooMany(name);
    const { entry, next } = entryAt(directory, at);
    at = next;
    if (!wanted(entry.path)) continue;
    if (entries.has(entry.path)) {
      const message = `${name} holds ${excerpt(entry.path)} twice. Save it again as XLSX.`;
      throw new AppError("bad-input", message);
    }
    entries.set(entry.path, entry);
  }
  return entries;
}

function tooMany(name: string): AppError {
  const most = mostEntries.toLocaleString("en");
  return new AppError("too-large", `${name} is a zip file of more than ${most} parts. Send it as CSV.`);
}
