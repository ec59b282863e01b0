import { setTimeout as delay } from "node:timers/promises";
import { addCounts, type RetryCounts } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import { type Recorded, recordResults } from "#/features/runs/batches/record-results.ts";
import type { ItemResultInput } from "#/features/runs/batches/result-arrays.ts";
import type { Lease } from "#/features/runs/leases/lease-batch.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { log } from "#/lib/log.ts";

/**
 * Results that come within this part of a call's latency share one statement. A killed worker loses its calls in
 * flight, and by this a tenth of that again.
 */
const lingerPart = 0.1;
const longestLingerMs = 100;
const longestRetryMs = 5_000;

type Options = {
  onWritten: (recorded: Recorded, results: readonly ItemResultInput[]) => void;
  onLost: () => void;
  signal: AbortSignal;
};

/** Writes the results of one lease in groups, one group at a time, and keeps trying while the database is away. */
export class ResultWriter {
  readonly #lease: Lease;
  readonly #options: Options;
  #buffer: ItemResultInput[] = [];
  #retries: RetryCounts = {};
  #writing: Promise<void> | null = null;
  #isDone = false;
  #hurry = Promise.withResolvers<void>();

  constructor(lease: Lease, options: Options) {
    this.#lease = lease;
    this.#options = options;
  }

  /** With the results that were written, every item of the batch has one. */
  get isDone(): boolean {
    return this.#isDone;
  }

  add(result: ItemResultInput): void {
    this.#buffer.push(result);
    this.#begin();
  }

  /** Repeated requests, written with the next results; a killed worker loses no more of them than of those. */
  note(retries: RetryCounts): void {
    if (Object.keys(retries).length === 0) return;
    this.#retries = addCounts(this.#retries, retries);
    this.#begin();
  }

  get #lingerMs(): number {
    return Math.min((this.#buffer[0]?.latencyMs ?? Infinity) * lingerPart, longestLingerMs);
  }

  #begin(): void {
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when everything added is written, or was refused. */
  async flush(): Promise<void> {
    this.#hurry.resolve();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#buffer.length > 0 || Object.keys(this.#retries).length > 0) {
        await Promise.race([delay(this.#lingerMs), this.#hurry.promise]);
        const group = this.#buffer;
        const retries = this.#retries;
        this.#buffer = [];
        this.#retries = {};
        await this.#write(group, retries);
      }
    } finally {
      // In the turn of the last look at the buffer: what is added later begins a writing of its own.
      this.#writing = null;
    }
  }

  async #write(group: ItemResultInput[], retries: RetryCounts): Promise<void> {
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, longestRetryMs)) {
      try {
        const recorded = await recordResults(this.#lease, group, retries);
        this.#isDone ||= recorded?.state === "done";
        if (recorded) this.#options.onWritten(recorded, group);
        else this.#options.onLost();
        return;
      } catch (error) {
        log().warn({ error: String(error), lease: this.#lease }, "results not written yet");
        if (this.#options.signal.aborted) return;
        if (isRefusedValue(error)) return await this.#write(group.map(unstorable), retries);
        await delay(waitMs);
      }
    }
  }
}

/** SQLSTATE class 22: the values are at fault, so trying again would never end. */
function isRefusedValue(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("22");
}

function unstorable({ item }: ItemResultInput): ItemResultInput {
  return { ...noAnswer, item, outcome: "error", attempts: 1, error: "The reply could not be stored." };
}
