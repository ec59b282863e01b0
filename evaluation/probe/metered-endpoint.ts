import type { ChatReply, ChatRequest, Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";

export type Answered = { reply: ChatReply; latencyMs: number };

/** An endpoint that counts what is asked of it and asks no more than `most` times. */
export class MeteredEndpoint implements Endpoint {
  readonly answered: Answered[] = [];
  readonly #endpoint: Endpoint;
  readonly #most: number;
  #calls = 0;
  #rateLimited = 0;
  /** Added to every question: what the negotiation of parameters came to. */
  extra: Readonly<Record<string, unknown>> = {};

  constructor(endpoint: Endpoint, most: number) {
    this.#endpoint = endpoint;
    this.#most = most;
  }

  get calls(): number {
    return this.#calls;
  }

  get left(): number {
    return this.#most - this.#calls;
  }

  get rateLimited(): number {
    return this.#rateLimited;
  }

  async ask(request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    const startedAt = performance.now();
    const reply = await this.#counted(() =>
      this.#endpoint.ask({ ...request, extra: { ...request.extra, ...this.extra } }, signal),
    );
    this.answered.push({ reply, latencyMs: performance.now() - startedAt });
    return reply;
  }

  /** Not counted: no model is asked. */
  tokenIds(text: string, signal: AbortSignal): Promise<number[] | null> {
    return this.#endpoint.tokenIds(text, signal);
  }

  models(signal: AbortSignal): Promise<string[] | null> {
    return this.#counted(() => this.#endpoint.models(signal));
  }

  close(): Promise<void> {
    return this.#endpoint.close();
  }

  async #counted<T>(call: () => Promise<T>): Promise<T> {
    if (this.left <= 0) {
      throw new EndpointError("server", `The probe's ${this.#most} calls are used up.`, { stopsRun: true });
    }
    this.#calls += 1;
    try {
      return await call();
    } catch (error) {
      if (error instanceof EndpointError && error.kind === "rate") this.#rateLimited += 1;
      throw error;
    }
  }
}
