import type { ChatReply, ChatRequest, Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { Semaphore } from "#/workers/session/semaphore.ts";

/**
 * Calls fewer at a time when the endpoint says that it is asked too often: half as many, once for all calls that
 * were in flight then; one more again each time that as many have succeeded, never more than at the start.
 */
export class AdaptiveConcurrencyEndpoint implements Endpoint {
  readonly #endpoint: Endpoint;
  readonly #most: number;
  readonly #slots: Semaphore;
  #successes = 0;
  #slowdowns = 0;

  constructor(endpoint: Endpoint, most: number) {
    this.#endpoint = endpoint;
    this.#most = most;
    this.#slots = new Semaphore(most);
  }

  /** Calls that may be in flight now. */
  get limit(): number {
    return this.#slots.limit;
  }

  async ask(request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    const release = await this.#slots.acquire(1, signal);
    const slowdowns = this.#slowdowns;
    try {
      const reply = await this.#endpoint.ask(request, signal);
      this.#speedUp();
      return reply;
    } catch (error) {
      const isThrottle =
        error instanceof EndpointError && (error.kind === "rate" || error.kind === "overload");
      if (isThrottle && slowdowns === this.#slowdowns) this.#slowDown();
      throw error;
    } finally {
      release();
    }
  }

  tokenIds(text: string, signal: AbortSignal): Promise<number[] | null> {
    return this.#endpoint.tokenIds(text, signal);
  }

  models(signal: AbortSignal): Promise<string[] | null> {
    return this.#endpoint.models(signal);
  }

  close(): Promise<void> {
    return this.#endpoint.close();
  }

  #speedUp(): void {
    this.#successes += 1;
    if (this.limit >= this.#most || this.#successes < this.limit) return;
    this.#successes = 0;
    this.#slots.resize(this.limit + 1);
  }

  // This worker's share may be far below the limit: half of what was really in flight is what counts.
  #slowDown(): void {
    this.#slowdowns += 1;
    this.#successes = 0;
    this.#slots.resize(Math.max(1, Math.floor(Math.min(this.limit, this.#slots.inUse) / 2)));
  }
}
