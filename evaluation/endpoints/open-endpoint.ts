import {
  createAnthropicMessages,
  type NativeOptions,
} from "#/evaluation/endpoints/anthropic/anthropic-messages.ts";
import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { createGemini } from "#/evaluation/endpoints/gemini/gemini-content.ts";
import { parseBaseUrl } from "#/evaluation/endpoints/http/base-url.ts";
import { assertHeaderSafe } from "#/evaluation/endpoints/http/header-safe.ts";
import {
  type Deadlines,
  defaultDeadlines,
  defaultMaxResponseBytes,
  openHttpPool,
} from "#/evaluation/endpoints/http/http-pool.ts";
import type { AddressPolicy } from "#/evaluation/endpoints/http/public-address.ts";
import type { Resolve } from "#/evaluation/endpoints/http/safe-dialer.ts";
import { createOpenAiChat } from "#/evaluation/endpoints/openai/openai-chat.ts";
import type { Protocol } from "#/evaluation/endpoints/protocols.ts";
import { ReplyReader } from "#/evaluation/endpoints/replies/reply-reader.ts";

export type EndpointOptions = {
  protocol: Protocol;
  baseUrl: string;
  model: string;
  apiKey: string | null;
  /** Most sockets at once; calls above it wait for one, within their deadline. */
  concurrency: number;
  /** Added to every request's body; a null value removes one of our own parameters. */
  extraBody?: Readonly<Record<string, unknown>> | null;
  addressPolicy: AddressPolicy;
  deadlines?: Partial<Deadlines>;
  maxResponseBytes?: number;
  resolve?: Resolve;
  /** Asked right before each request is written; where it may not start, the call rejects with LeaseExpiredError. */
  isLeaseValid?: () => boolean;
  /** Told the processor time that calls and replies take, in milliseconds. */
  spent?: (cpuMs: number) => void;
};

/**
 * The one way to an endpoint. Connects lazily; close it when the run ends.
 * Throws EndpointError `address` or `auth` when the address or key cannot be used at all.
 */
export function openEndpoint(options: EndpointOptions): Endpoint {
  const url = parseBaseUrl(options.baseUrl, options.addressPolicy);
  assertHeaderSafe(options.apiKey);
  const pool = openHttpPool({
    origin: url.origin,
    connections: options.concurrency,
    deadlines: { ...defaultDeadlines, ...options.deadlines },
    maxResponseBytes: options.maxResponseBytes ?? defaultMaxResponseBytes,
    dialer: { policy: options.addressPolicy, ...(options.resolve ? { resolve: options.resolve } : {}) },
    ...(options.isLeaseValid ? { isLeaseValid: options.isLeaseValid } : {}),
    ...(options.spent ? { spent: options.spent } : {}),
  });
  const { protocol, model, apiKey } = options;
  const reader = new ReplyReader(apiKey, options.spent ? { spent: options.spent } : {});
  const common = { pool, reader, model, apiKey, extraBody: options.extraBody ?? {} };
  const base = url.pathname === "/" ? "" : url.pathname;
  return openers[protocol](common, base, url.search);
}

type Open = (common: Omit<NativeOptions, "base">, base: string, query: string) => Endpoint;

const openers: Record<Protocol, Open> = {
  openai: (common, base, query) => createOpenAiChat({ ...common, path: `${base}/chat/completions`, query }),
  anthropic: (common, base) => createAnthropicMessages({ ...common, base: versioned(base, "v1") }),
  gemini: (common, base) => createGemini({ ...common, base: versioned(base, "v1beta") }),
};

/** Some write the native protocols' addresses with their version, some without. */
function versioned(base: string, version: string): string {
  return /\/v\d[a-z0-9]*$/.test(base) ? base : `${base}/${version}`;
}
