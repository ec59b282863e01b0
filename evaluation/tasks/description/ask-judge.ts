import { RetriesExhausted, type RetryPolicy, withRetries } from "#/evaluation/endpoints/decorators/retry.ts";
import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";

/** Tokens for a judge that reasons before its score, and for one whose reply was cut off or unreadable before. */
export const judgeRoom = { first: 1024, again: 4096 } as const;

export type JudgeCallOptions = {
  retry: RetryPolicy;
  signal: AbortSignal;
  temperature: number;
  /** At most so many tokens a reply, reasoning included. */
  maxTokens: number;
};

/** A judge behind an endpoint. Learns whether the server gives several replies (`n`) in one call. */
export class JudgeClient {
  readonly #endpoint: Endpoint;
  #givesSeveral = true;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  /**
   * One call for up to `samples` replies; between 1 and `samples` come back, fewer where the server gives one at a
   * time. A refusal's text is a reply. Rejects with RetriesExhausted, or with the signal's reason.
   */
  async ask(prompt: string, samples: number, options: JudgeCallOptions): Promise<string[]> {
    const several = this.#givesSeveral && samples > 1;
    try {
      const replies = await this.#call(prompt, several ? samples : 1, options);
      if (several && replies.length === 1) this.#givesSeveral = false;
      return replies;
    } catch (error) {
      if (!several || !isRefusedParameter(error)) throw error;
      this.#givesSeveral = false;
      return this.#call(prompt, 1, options);
    }
  }

  async #call(
    prompt: string,
    samples: number,
    { retry, signal, temperature, maxTokens }: JudgeCallOptions,
  ): Promise<string[]> {
    const extra = samples > 1 ? { extra: { n: samples } } : {};
    const request = { images: [], prompt, maxTokens, temperature, ...extra };
    const { value } = await withRetries((limited) => this.#endpoint.ask(request, limited), retry, signal);
    const first = value.text || value.refusal || "";
    return [first, ...value.alternatives.map(({ text }) => text)].slice(0, samples);
  }

  close(): Promise<void> {
    return this.#endpoint.close();
  }
}

function isRefusedParameter(error: unknown): boolean {
  return error instanceof RetriesExhausted && error.error.kind === "parameter";
}
