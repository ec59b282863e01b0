import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { type Dispatcher, Pool } from "undici";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { LeaseExpiredError } from "#/evaluation/endpoints/errors/lease-expired-error.ts";
import { errorFromNetwork } from "#/evaluation/endpoints/errors/network-error.ts";
import { exchange, tooLarge, type WireReply } from "#/evaluation/endpoints/http/http-exchange.ts";
import { type BodyPieces, joinBody } from "#/evaluation/endpoints/http/request-body.ts";
import { createSafeDialer, type SafeDialerOptions } from "#/evaluation/endpoints/http/safe-dialer.ts";
import { WireWatch } from "#/evaluation/endpoints/http/wire-watch.ts";
import { ScratchBuffers } from "#/lib/scratch-buffers.ts";

/** All in milliseconds. `totalMs` covers a call from connecting to the last byte, however it drips. */
export type Deadlines = { connectMs: number; headersMs: number; totalMs: number };

export const defaultDeadlines: Deadlines = { connectMs: 10_000, headersMs: 120_000, totalMs: 180_000 };
export const defaultMaxResponseBytes = 2 * 1024 * 1024;

export type HttpPoolOptions = {
  origin: string;
  connections: number;
  deadlines: Deadlines;
  /** Cap of a body's bytes, packed and unpacked. */
  maxResponseBytes: number;
  dialer: Omit<SafeDialerOptions, "connectTimeoutMs">;
  /** Asked right before a request is written; one that may not start rejects with LeaseExpiredError. */
  isLeaseValid?: () => boolean;
  /** Told the processor time that the calls take, in milliseconds. */
  spent?: (cpuMs: number) => void;
};

/** A reply as text, for those who read it. */
export type HttpReply = Pick<WireReply, "status" | "headers"> & { body: string };

/** A reply unpacked, not read. */
export type RawReply = WireReply;

export type HttpPool = {
  /**
   * One POST, no redirects, no retries. Any status that came in whole resolves, 3xx included. Rejects with
   * EndpointError `timeout`, `network`, `too-large`, `parse` or `address`, or with the signal's reason.
   */
  post(
    path: string,
    headers: Record<string, string>,
    body: BodyPieces,
    signal: AbortSignal,
  ): Promise<RawReply>;
  /** One GET, otherwise as `post`. */
  get(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<RawReply>;
  close(): Promise<void>;
};

/**
 * Measured on a machine of 2020, in milliseconds: a call that is answered in a few bytes, its item's bookkeeping
 * included, a connection that broke, and a byte of the request, from the picture's file to the socket.
 */
const cpuMsOfCall = 0.4;
const cpuMsOfFailure = 0.5;
const cpuMsOfSentByte = 1e-6;
/** Bytes of memory for the next request's body. */
const keptOfConnection = 256 * 1024;

/** Returns a keep-alive pool to one origin, with at most `connections` sockets. */
export function openHttpPool(options: HttpPoolOptions): HttpPool {
  const { deadlines, maxResponseBytes: maxBytes, isLeaseValid = () => true, spent = () => {} } = options;
  const watch = new WireWatch();
  const pool = new Pool(options.origin, {
    connections: options.connections,
    connect: watch.watching(createSafeDialer({ ...options.dialer, connectTimeoutMs: deadlines.connectMs })),
    headersTimeout: deadlines.headersMs,
    bodyTimeout: deadlines.totalMs,
    keepAliveTimeout: 30_000,
    allowH2: false,
  });
  const { totalMs } = deadlines;
  const received = (bytes: number) => watch.received(bytes);
  const send = async (
    request: Dispatcher.DispatchOptions & { body?: Uint8Array },
    signal: AbortSignal,
  ): Promise<RawReply> => {
    signal.throwIfAborted();
    spent(cpuMsOfCall + (request.body?.length ?? 0) * cpuMsOfSentByte);
    try {
      const reply = await exchange(pool, request, {
        totalMs,
        maxBytes,
        mayStart: isLeaseValid,
        received,
        spent,
        signal,
      });
      return { ...reply, bytes: await unpack(reply, maxBytes) };
    } catch (error) {
      spent(cpuMsOfFailure);
      if (signal.aborted) throw signal.reason;
      throw error instanceof LeaseExpiredError ? error : errorFromNetwork(error);
    }
  };
  // Of this pool alone: a server that answers before it has read all may be sent what is written there next.
  const scratch = new ScratchBuffers(Math.min(options.connections, 128) * keptOfConnection);
  const post: HttpPool["post"] = async (path, headers, pieces, signal) => {
    const body = joinBody(pieces, (bytes) => scratch.borrow(bytes));
    const reply = await send({ method: "POST", path, headers, body }, signal);
    if (reply.status >= 200 && reply.status < 300) scratch.release(body);
    return reply;
  };
  return {
    post,
    get: (path, headers, signal) => send({ method: "GET", path, headers }, signal),
    close: () => {
      watch.stop();
      return pool.destroy();
    },
  };
}

const unpackers: Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

async function unpack({ bytes, headers }: WireReply, maxBytes: number): Promise<Buffer> {
  const header = headers["content-encoding"];
  const encoding = (Array.isArray(header) ? header.join(",") : (header ?? "identity")).trim().toLowerCase();
  if (encoding === "" || encoding === "identity") return bytes;
  const unpackBytes = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined;
  if (!unpackBytes) {
    throw new EndpointError(
      "parse",
      "The endpoint packed its reply in a way that is not read. Send it as it is, or as gzip, deflate or br.",
    );
  }
  try {
    return await unpackBytes(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE")
      throw tooLarge(maxBytes);
    throw new EndpointError("parse", `The endpoint's reply says it is ${encoding}, but cannot be unpacked.`);
  }
}
