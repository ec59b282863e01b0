import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { chunksOf, OpenFile, type StoredBytes, sizeOf } from "#/evaluation/predictions/stored-bytes.ts";
import { AppError } from "#/lib/errors.ts";

/** An open file, bytes at once, or bytes as they arrive. */
export type ByteSource = OpenFile | Uint8Array | AsyncIterable<Uint8Array>;

export type PeekedBytes = {
  /** The first bytes; `chunks` gives them again. */
  head: Buffer;
  chunks: AsyncIterable<Buffer>;
  /** All bytes, to be read at any place, in place of `chunks`; AppError "too-large" where they do not fit in memory. */
  stored: () => Promise<StoredBytes>;
  /** Lets go of the source where `chunks` is not read. */
  close: () => Promise<unknown>;
};

const chunkBytes = 65_536;
const headBytes = 4096;
/** Most of a workbook that has to be kept in memory, because it came in gzip. */
const keptBytes = 32 * 2 ** 20;

function asStored(source: ByteSource): StoredBytes | null {
  if (source instanceof OpenFile) return source;
  if (!(source instanceof Uint8Array)) return null;
  return Buffer.from(source.buffer, source.byteOffset, source.byteLength);
}

async function* asBuffers(source: ByteSource): AsyncGenerator<Buffer> {
  const stored = asStored(source);
  if (stored) return yield* chunksOf(stored);
  for await (const bytes of source as AsyncIterable<Uint8Array>) {
    yield* chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}

function refuseAbove(most: number, bytes: number, what: string): void {
  if (bytes <= most) return;
  throw new AppError("too-large", `${what} is larger than ${Math.round(most / 2 ** 20)} MiB. Split it.`);
}

async function* capped(chunks: AsyncIterable<Buffer>, most: number, what: string): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    refuseAbove(most, bytes, what);
    yield chunk;
  }
}

async function* rest(first: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function collect(chunks: AsyncIterable<Buffer>, name: string): Promise<Buffer> {
  const collected: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > keptBytes) {
      const most = keptBytes / 2 ** 20;
      throw new AppError(
        "too-large",
        `${name}, unpacked, is an XLSX file of more than ${most} MiB. Send it without gzip.`,
      );
    }
    collected.push(chunk);
  }
  return Buffer.concat(collected);
}

async function peek(chunks: AsyncIterable<Buffer>, name: string): Promise<PeekedBytes> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < headBytes) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const again = rest(head, iterator);
  return { head, chunks: again, stored: () => collect(again, name), close: async () => iterator.return?.() };
}

async function* gunzipped(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const gunzip = pipeline(Readable.from(chunks), createGunzip({ chunkSize: chunkBytes }), () => {});
  try {
    for await (const chunk of gunzip) yield chunk;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("bad-input", `${name} is not a whole gzip file (${reason}). Compress it again.`, {
      cause: error,
    });
  }
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Resolves with the bytes of a file, unpacked where its content is gzip, with the first 4 kB to look at. Stops with AppError
 * "too-large" at the caps of packed and unpacked bytes, however small the packed file is.
 */
export async function unpackBytes(
  source: ByteSource,
  name: string,
  limits: ReadLimits,
): Promise<PeekedBytes> {
  const stored = asStored(source);
  if (stored) refuseAbove(limits.packedBytes, sizeOf(stored), name);
  const packed = await peek(capped(asBuffers(source), limits.packedBytes, name), name);
  if (!isGzip(packed.head)) return stored ? { ...packed, stored: async () => stored } : packed;
  const unpacked = capped(gunzipped(packed.chunks, name), limits.unpackedBytes, `${name}, unpacked,`);
  const inner = await peek(unpacked, name);
  if (isGzip(inner.head)) {
    await inner.close();
    throw new AppError("bad-input", `${name} is compressed twice. Unpack it once and send that.`);
  }
  return inner;
}
