import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { type Dispatcher, Pool } from "undici";
import { CallWithheld } from "#/evaluation/endpoints/call-withheld.ts";
import { type ConnectorOptions, createConnector } from "#/evaluation/endpoints/connector.ts";
import { EndpointError } from "#/evaluation/endpoints/endpoint-error.ts";
import { errorFromNetwork } from "#/evaluation/endpoints/network-error.ts";
import { withholdLate } from "#/evaluation/endpoints/withhold-late.ts";

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
  connector: Omit<ConnectorOptions, "connectTimeoutMs">;
  /** Asked right before a request is written; one that may not start rejects with CallWithheld. */
  mayStart?: () => boolean;
};

export type HttpReply = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};

export type HttpPool = {
  /**
   * One POST, no redirects, no retries. Any status that came in whole resolves, 3xx included. Rejects with
   * EndpointError `timeout`, `network`, `too-large`, `parse` or `address`, or with the signal's reason.
   */
  post(
    path: string,
    headers: Record<string, string>,
    body: Uint8Array,
    signal: AbortSignal,
  ): Promise<HttpReply>;
  /** One GET, otherwise as `post`. */
  get(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<HttpReply>;
  close(): Promise<void>;
};

/** A keep-alive pool to one origin, with at most `connections` sockets. */
export function openHttpPool(options: HttpPoolOptions): HttpPool {
  const { deadlines, maxResponseBytes } = options;
  const pool = new Pool(options.origin, {
    connections: options.connections,
    connect: createConnector({ ...options.connector, connectTimeoutMs: deadlines.connectMs }),
    headersTimeout: deadlines.headersMs,
    bodyTimeout: deadlines.totalMs,
    keepAliveTimeout: 30_000,
    allowH2: false,
  });
  const dispatcher = options.mayStart ? pool.compose(withholdLate(options.mayStart)) : pool;
  const send = async (
    request: Pick<Dispatcher.RequestOptions, "method" | "path" | "headers" | "body">,
    signal: AbortSignal,
  ): Promise<HttpReply> => {
    signal.throwIfAborted();
    const deadline = startDeadline(deadlines.totalMs, signal);
    try {
      const response = await dispatcher.request({ ...request, signal: deadline.signal });
      const packed = await readCapped(response.body, maxResponseBytes);
      const text = await unpack(packed, response.headers["content-encoding"], maxResponseBytes);
      return { status: response.statusCode, headers: response.headers, body: text };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (deadline.signal.aborted) throw deadline.signal.reason;
      throw error instanceof CallWithheld ? error : errorFromNetwork(error);
    } finally {
      deadline.stop();
    }
  };
  return {
    post: (path, headers, body, signal) => send({ method: "POST", path, headers, body }, signal),
    get: (path, headers, signal) => send({ method: "GET", path, headers }, signal),
    close: () => pool.destroy(),
  };
}

function startDeadline(totalMs: number, outer: AbortSignal): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort(outer.reason);
  const timer = setTimeout(() => {
    const seconds = totalMs / 1000;
    controller.abort(new EndpointError("timeout", `The endpoint did not answer within ${seconds} seconds.`));
  }, totalMs);
  outer.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    stop: () => {
      clearTimeout(timer);
      outer.removeEventListener("abort", abort);
    },
  };
}

async function readCapped(body: Dispatcher.ResponseData["body"], maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
}

const unpackers: Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

async function unpack(
  bytes: Buffer,
  header: string | string[] | undefined,
  maxBytes: number,
): Promise<string> {
  const encoding = (Array.isArray(header) ? header.join(",") : (header ?? "identity")).trim().toLowerCase();
  if (encoding === "" || encoding === "identity") return bytes.toString("utf8");
  const unpackBytes = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined;
  if (!unpackBytes) {
    throw new EndpointError(
      "parse",
      "The endpoint packed its reply in a way that is not read. Send it as it is, or as gzip, deflate or br.",
    );
  }
  try {
    return (await unpackBytes(bytes, { maxOutputLength: maxBytes })).toString("utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE")
      throw tooLarge(maxBytes);
    throw new EndpointError("parse", `The endpoint's reply says it is ${encoding}, but cannot be unpacked.`);
  }
}

function tooLarge(maxBytes: number): EndpointError {
  const megabytes = Math.round((maxBytes / 1024 / 1024) * 100) / 100;
  return new EndpointError("too-large", `The endpoint's reply is larger than ${megabytes} MB.`);
}
