import { RetriesExhausted, type RetryPolicy, withRetries } from "#/evaluation/endpoints/decorators/retry.ts";
import type { ChatReply, ChatRequest, Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";

/** Calls that one probe may make, repeated attempts not counted. @internal */
export const mostProbeCalls = 14;

/** Null once the calls are used up; an error where the server refused this one request. */
export type ProbeReply = ChatReply | EndpointError | null;

/** Asks for a probe: counts calls, and tells a refused request from an endpoint that is down. */
export class ProbeCaller {
  readonly #endpoint: Endpoint;
  readonly #retry: RetryPolicy;
  readonly #signal: AbortSignal;
  readonly #most: number;
  #calls = 0;
  #isAlive = false;
  /** Calls kept for what comes later. */
  reserve = 0;

  constructor(endpoint: Endpoint, retry: RetryPolicy, signal: AbortSignal, most: number = mostProbeCalls) {
    this.#most = most;
    this.#endpoint = endpoint;
    this.#retry = retry;
    this.#signal = signal;
  }

  get calls(): number {
    return this.#calls;
  }

  get left(): number {
    return this.#most - this.reserve - this.#calls;
  }

  /** Rejects with RetriesExhausted where the endpoint is down or cannot be used at all. */
  async ask(request: ChatRequest): Promise<ProbeReply> {
    if (this.left <= 0) return null;
    this.#calls += 1;
    const reply = await this.#try((limited) => this.#endpoint.ask(request, limited));
    if (reply instanceof EndpointError) return reply;
    this.#isAlive = true;
    return reply;
  }

  /** Not counted: no model is asked. Null where the server has no tokenizer to ask. */
  async tokenIds(text: string): Promise<number[] | null> {
    const ids = await this.#try((limited) => this.#endpoint.tokenIds(text, limited));
    return ids instanceof EndpointError ? null : ids;
  }

  async #try<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T | EndpointError> {
    try {
      return (await withRetries(call, this.#retry, this.#signal)).value;
    } catch (error) {
      if (!(error instanceof RetriesExhausted) || error.error.stopsRun) throw error;
      // A server that answers other requests and fails on this one cannot do what it asks for.
      const isRefusal = !error.error.retryable || (error.error.kind === "server" && this.#isAlive);
      if (!isRefusal) throw error;
      return error.error;
    }
  }
}
