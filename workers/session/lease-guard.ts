import { CallWithheld } from "#/evaluation/endpoints/errors/lease-expired-error.ts";
import type { ChatReply, ChatRequest, Endpoint } from "#/evaluation/endpoints/endpoint.ts";

export type Freshness = {
  /** What this worker holds is certainly still its own. */
  readonly isFresh: boolean;
  /** Resolves once it is known again what is still held. */
  ensureFresh(signal: AbortSignal): Promise<void>;
};

/** Begins no call, first attempt or later, while it is in doubt whether this worker may still make it. */
export class FreshEndpoint implements Endpoint {
  readonly #endpoint: Endpoint;
  readonly #freshness: Freshness;

  constructor(endpoint: Endpoint, freshness: Freshness) {
    this.#endpoint = endpoint;
    this.#freshness = freshness;
  }

  ask(request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    return this.#whileFresh(signal, () => this.#endpoint.ask(request, signal));
  }

  tokenIds(text: string, signal: AbortSignal): Promise<number[] | null> {
    return this.#whileFresh(signal, () => this.#endpoint.tokenIds(text, signal));
  }

  models(signal: AbortSignal): Promise<string[] | null> {
    return this.#whileFresh(signal, () => this.#endpoint.models(signal));
  }

  close(): Promise<void> {
    return this.#endpoint.close();
  }

  async #whileFresh<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.#freshness.ensureFresh(signal);
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof CallWithheld)) throw error;
      }
    }
  }
}
