import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { AppError } from "#/lib/errors.ts";

/** Bytes at once or as they arrive. */
export type ByteSource = AsyncIterable<Uint8Array> | Uint8Array;

export type PeekedBytes = {
  /** The first bytes; `chunks` gives them again. */
  head: Buffer;
  chunks: AsyncIterable<Buffer>;
  /** Lets go of the source where `chunks` is not read. */
  close: () => Promise<unknown>;
};

const chunkBytes = 65_536;

async function* asBuffers(source: ByteSource): AsyncGenerator<Buffer> {
  for await (const bytes of source instanceof Uint8Array ? [source] : source) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let start = 0; start < buffer.length; start += chunkBytes) {
      yield buffer.subarray(start, start + chunkBytes);
    }
  }
}

async function* capped(chunks: AsyncIterable<Buffer>, most: number, what: string): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > most) {
      throw new AppError("too-large", `${what} is larger than ${Math.round(most / 2 ** 20)} MiB. Split it.`);
    }
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

async function peek(chunks: AsyncIterable<Buffer>, length: number): Promise<PeekedBytes> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < length) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head, chunks: rest(head, iterator), close: async () => iterator.return?.() };
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
 * The bytes of a file, unpacked where its content is gzip, with the first 4 kB to look at. Stops with AppError
 * "too-large" at the caps of packed and unpacked bytes, however small the packed file is.
 */
export async function unpackBytes(
  source: ByteSource,
  name: string,
  limits: ReadLimits,
): Promise<PeekedBytes> {
  const packed = await peek(capped(asBuffers(source), limits.packedBytes, name), 4096);
  if (!isGzip(packed.head)) return packed;
  const unpacked = capped(gunzipped(packed.chunks, name), limits.unpackedBytes, `${name}, unpacked,`);
  const inner = await peek(unpacked, 4096);
  if (isGzip(inner.head)) {
    await inner.close();
    throw new AppError("bad-input", `${name} is compressed twice. Unpack it once and send that.`);
  }
  return inner;
}
