import { RetriesExhausted, withRetries } from "#/evaluation/endpoints/decorators/retry.ts";
import type { RetryCause } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import type { ChatReply, ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";
import { isAskedAgain } from "#/evaluation/tasks/no-answer.ts";
import type { CallOptions, ItemAnswer } from "#/features/runs/task-runner.ts";

type Spent = Pick<ItemAnswer, "attempts" | "latencyMs" | "promptTokens" | "completionTokens" | "sent">;

/** Asks for one item, with retries, and adds up what its calls took. */
export class ItemCaller {
  readonly #call: CallOptions;
  #attempts = 0;
  #again = 0;
  #latencyMs = 0;
  #promptTokens: number | null = null;
  #completionTokens: number | null = null;
  #sent: readonly (SentPicture | null)[] | null = null;

  constructor(call: CallOptions) {
    this.#call = call;
  }

  async ask(request: ChatRequest): Promise<ChatReply> {
    const { endpoint, retry, signal, tally } = this.#call;
    let startedAt = 0;
    let failure: RetryCause | null = null;
    const watch = {
      repeated: (cause: RetryCause) => tally?.add(cause),
      sent: (pictures: readonly (SentPicture | null)[]) => {
        this.#sent = pictures;
      },
    };
    const once = async (limited: AbortSignal) => {
      if (failure !== null) tally?.add(failure);
      startedAt = performance.now();
      try {
        return await endpoint.ask({ ...request, watch }, limited);
      } catch (error) {
        if (error instanceof EndpointError) failure = error.kind;
        throw error;
      }
    };
    const { value: reply, attempts } = await withRetries(once, retry, signal);
    this.#attempts = Math.max(this.#attempts, attempts);
    this.#latencyMs += performance.now() - startedAt;
    this.#promptTokens = sum(this.#promptTokens, reply.promptTokens);
    this.#completionTokens = sum(this.#completionTokens, reply.completionTokens);
    return reply;
  }

  /**
   * Asks once more where no answer came: with a larger budget where it was cut off, the same where it was empty.
   * `faultOf` gives the outcome that a reply would have.
   */
  async askAgain(
    request: ChatRequest,
    maxTokens: number,
    faultOf: (reply: ChatReply) => string | null,
  ): Promise<ChatReply> {
    let reply = await this.ask(request);
    const tried = new Set<string>();
    for (let fault = faultOf(reply); isAskedAgain(fault) && !tried.has(fault); fault = faultOf(reply)) {
      tried.add(fault);
      this.#call.tally?.add(fault);
      const roomier = { ...request, maxTokens, keepsPictures: true };
      const again = await this.#askOnceMore(fault === "starved" ? roomier : request);
      if (again === null) return reply;
      reply = again;
    }
    return reply;
  }

  /** Null where the server refuses, as it may a larger budget: then the reply before stands. */
  async #askOnceMore(request: ChatRequest): Promise<ChatReply | null> {
    try {
      const again = await this.ask(request);
      this.#again += 1;
      return again;
    } catch (error) {
      if (error instanceof RetriesExhausted && !error.error.stopsRun) return null;
      throw error;
    }
  }

  /** Charges the time of reading a reply. */
  timed<Reading>(read: () => Reading): Reading {
    const startedAt = performance.now();
    const reading = read();
    this.#call.spent?.(performance.now() - startedAt);
    return reading;
  }

  /** `attempts`: the most that one call took, and one for each time that an answer was asked for once more. */
  read(): Spent {
    return {
      attempts: this.#attempts + this.#again,
      latencyMs: Math.round(this.#latencyMs),
      promptTokens: this.#promptTokens,
      completionTokens: this.#completionTokens,
      sent: this.#sent,
    };
  }
}

function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (other ?? one) : one + other;
}
