import type { Dispatcher } from "undici";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { LeaseExpiredError } from "#/evaluation/endpoints/errors/lease-expired-error.ts";

export type ExchangeRules = {
  /** From the dispatch to the last byte, however it drips. */
  totalMs: number;
  maxBytes: number;
  /** Asked in the turn of the event loop in which the request is written. */
  mayStart: () => boolean;
  /** Told the bytes of each piece of the body. */
  received: (bytes: number) => void;
  /** Told the processor time that the reply took, in milliseconds. */
  spent: (cpuMs: number) => void;
  signal: AbortSignal;
};

/** A reply as it came, packed or not. */
export type WireReply = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
};

/** Measured on a machine of 2020, in milliseconds: what a piece takes on its way through the event loop, and a byte. */
const cpuMsOfPiece = 0.02;
const cpuMsOfByte = 2e-6;
/** Interim replies (1xx) that a server may send before the one that counts. */
const mostInterim = 16;

/**
 * One request and its whole reply; any status that came in whole resolves. Rejects with EndpointError `timeout` or
 * `too-large`, with LeaseExpiredError, with the signal's reason, or with what the HTTP library says.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  rules: ExchangeRules,
): Promise<WireReply> {
  return new Promise((resolve, reject) => {
    const handler = new Exchange(rules, resolve, reject);
    dispatcher.dispatch(request, handler);
  });
}

/** Reads into memory without a stream between: a reply is short, and streams cost more than all the rest of a call. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #rules: ExchangeRules;
  readonly #resolve: (reply: WireReply) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  /** Why it was given up; a request that still waits for a socket then is never written. */
  #ended: { reason: unknown } | null = null;
  #status = 0;
  #headers: WireReply["headers"] = {};
  #chunks: Buffer[] = [];
  #length = 0;
  #pieces = 0;
  #interim = 0;
  #isSettled = false;

  constructor(rules: ExchangeRules, resolve: (reply: WireReply) => void, reject: (reason: unknown) => void) {
    this.#rules = rules;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.#end(tooLate(rules.totalMs)), rules.totalMs);
    rules.signal.addEventListener("abort", this.#abort, { once: true });
  }

  // From its dispatch to its writing a request waits for a socket, a turn at least, and a process can be frozen there.
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ended) controller.abort(this.#ended.reason as Error);
    else if (!this.#rules.mayStart()) throw new LeaseExpiredError();
  }

  onResponseStart(_: unknown, status: number, headers: WireReply["headers"]): void {
    if (status < 200) {
      this.#interim += 1;
      if (this.#interim > mostInterim) this.#end(tooManyInterim());
      return;
    }
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#pieces += 1;
    this.#length += chunk.length;
    this.#rules.received(chunk.length);
    if (this.#length > this.#rules.maxBytes) this.#end(tooLarge(this.#rules.maxBytes));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#settle();
    const [first] = this.#chunks;
    const bytes = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks, this.#length);
    this.#resolve({ status: this.#status, headers: this.#headers, bytes });
  }

  onResponseError(_: unknown, error: Error): void {
    this.#settle();
    this.#reject(error);
  }

  readonly #abort = () => this.#end(this.#rules.signal.reason);

  #end(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = { reason };
    this.#settle();
    this.#reject(reason);
    this.#controller?.abort(reason as Error);
  }

  #settle(): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#rules.spent(this.#pieces * cpuMsOfPiece + this.#length * cpuMsOfByte);
    clearTimeout(this.#timer);
    this.#rules.signal.removeEventListener("abort", this.#abort);
  }
}

export function tooLarge(maxBytes: number): EndpointError {
  const megabytes = Math.round((maxBytes / 1024 / 1024) * 100) / 100;
  return new EndpointError("too-large", `The endpoint's reply is larger than ${megabytes} MB.`);
}

function tooLate(totalMs: number): EndpointError {
  return new EndpointError("timeout", `The endpoint did not answer within ${totalMs / 1000} seconds.`);
}

function tooManyInterim(): EndpointError {
  return new EndpointError(
    "parse",
    "The endpoint did not answer with valid HTTP (too many interim replies).",
  );
}
