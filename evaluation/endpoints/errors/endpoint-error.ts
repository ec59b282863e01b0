import { type ErrorKind, isRetried, stopsRuns } from "#/evaluation/endpoints/errors/error-table.ts";

/**
 * Why a call to an endpoint gave no reply.
 * - `rate` 429, `overload` 503 and 529, `server` other 5xx and an answer that was broken off, `timeout` (also 408), `network` resets and DNS failures
 * - `auth` 401, 402, 403, `model` 404 and 405: the endpoint as submitted cannot work, the run stops
 * - `parameter` 400/422 about the request, `image` 400/413/415 about the picture, `filter` refused by a content filter
 * - `context` 400 that says that the request has more tokens than the model can hold
 * - `empty` no choices at all; `parse` not the protocol's JSON; `too-large` above the size cap
 * - `redirect` any 3xx, `address` the address policy forbids the connection: the run stops
 */
export type EndpointErrorKind = Exclude<ErrorKind, "starved">;

/**
 * `message` is one sentence for the person who submitted the endpoint. Readers of a published run see it too: it never
 * holds the API key, a host or an address.
 */
export class EndpointError extends Error {
  readonly kind: EndpointErrorKind;
  readonly status: number | null;
  /** How long the server asked to wait, in milliseconds; null when it did not say. */
  readonly retryAfterMs: number | null;
  /** Where a redirect leads, for the submitter alone; null for every other kind. */
  readonly redirectsTo: string | null;
  /** Worth asking again: the same request may succeed later. */
  readonly retryable: boolean;
  /** Every other call of the run would fail the same way. */
  readonly stopsRun: boolean;

  constructor(
    kind: EndpointErrorKind,
    message: string,
    options: {
      status?: number | null;
      retryAfterMs?: number | null;
      redirectsTo?: string;
      stopsRun?: boolean;
    } = {},
  ) {
    super(message);
    this.name = "EndpointError";
    this.kind = kind;
    this.status = options.status ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.redirectsTo = options.redirectsTo ?? null;
    this.stopsRun = options.stopsRun ?? stopsRuns(kind);
    this.retryable = isRetried(kind) && !this.stopsRun;
  }
}
