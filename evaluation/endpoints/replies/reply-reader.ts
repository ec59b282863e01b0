import { createRedactor, type Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { bodyText } from "#/evaluation/endpoints/http/body-text.ts";
import type { RawReply } from "#/evaluation/endpoints/http/http-pool.ts";
import { readAside } from "#/evaluation/endpoints/replies/read-aside.ts";
import { type Readings, readReply } from "#/evaluation/endpoints/replies/read-reply.ts";

/** Read at once: the worst of this size takes a few milliseconds; a thread would cost an honest reply more. */
const mostBytesAtOnce = 16 * 1024;

/** No honest reply below the cap of bytes takes a tenth of it. */
const mostCpuMs = 2_000;

type Options = {
  /** Told what was spent on each reply. */
  spent?: (cpuMs: number) => void;
  /** Processor time that a reply may take which is read off the event loop. */
  cpuMs?: number;
};

/** Reads the replies of one endpoint, large ones off the event loop. */
export class ReplyReader {
  readonly #apiKey: string | null;
  readonly #redact: Redact;
  readonly #spent: (cpuMs: number) => void;
  readonly #cpuMs: number;

  constructor(apiKey: string | null, { spent = () => {}, cpuMs = mostCpuMs }: Options = {}) {
    this.#apiKey = apiKey;
    this.#redact = createRedactor(apiKey);
    this.#spent = spent;
    this.#cpuMs = cpuMs;
  }

  /** Rejects with EndpointError for what the reply is instead, or with the signal's reason. */
  async read<As extends keyof Readings>(
    as: As,
    { status, headers, bytes }: RawReply,
    signal: AbortSignal,
    readAt: readonly string[] | null = [],
  ): Promise<Readings[As]> {
    if (bytes.length > mostBytesAtOnce) {
      const job = { as, reply: { status, headers: { ...headers } }, bytes, apiKey: this.#apiKey, readAt };
      return readAside(job, { owner: this, spent: this.#spent, cpuMs: this.#cpuMs, signal });
    }
    const startedAt = performance.now();
    try {
      return readReply(as, { status, headers, body: bodyText(bytes) }, this.#redact, readAt);
    } finally {
      this.#spent(performance.now() - startedAt);
    }
  }
}
