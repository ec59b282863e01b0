import type { ChatReply, ChatRequest, Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { LeaseExpiredError } from "#/evaluation/endpoints/errors/lease-expired-error.ts";

export type LeaseValidity = {
  /** What this worker holds is certainly still its own. */
  readonly isLeaseValid: boolean;
  /** Resolves once it is known again what is still held. */
  ensureLeaseValid(signal: AbortSignal): Promise<void>;
};

/** Begins no call, first attempt or later, while it is in doubt whether this worker may still make it. */
export class LeaseGuardedEndpoint implements Endpoint {
  readonly #endpoint: Endpoint;
  readonly #validity: LeaseValidity;

  constructor(endpoint: Endpoint, leaseValidity: LeaseValidity) {
    this.#endpoint = endpoint;
    this.#validity = leaseValidity;
  }

  ask(request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    return this.#whileLeaseValid(signal, () => this.#endpoint.ask(request, signal));
  }

  tokenIds(text: string, signal: AbortSignal): Promise<number[] | null> {
    return this.#whileLeaseValid(signal, () => this.#endpoint.tokenIds(text, signal));
  }

  models(signal: AbortSignal): Promise<string[] | null> {
    return this.#whileLeaseValid(signal, () => this.#endpoint.models(signal));
  }

  close(): Promise<void> {
    return this.#endpoint.close();
  }

  async #whileLeaseValid<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.#validity.ensureLeaseValid(signal);
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof LeaseExpiredError)) throw error;
      }
    }
  }
}
