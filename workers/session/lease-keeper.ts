import { setTimeout as delay } from "node:timers/promises";
import { isActive } from "#/features/runs/run-status.ts";
import { log } from "#/lib/log.ts";
import type { RunStatus } from "#/prisma/generated/client.ts";

const retryMs = 500;

type KeeperOptions = {
  /** What it keeps, for the log. */
  name: string;
  leaseMs: number;
  /** Renews all that is held; rejects where it cannot be known what still is. `wasInDoubt`: it was not known before. */
  renew: (wasInDoubt: boolean) => Promise<void>;
};

/** Keeps what a worker holds: renews it three times in a lease, and tells whether it is certainly still its own. */
export class LeaseKeeper {
  readonly #options: KeeperOptions;
  #validUntil = 0;
  #beating: Promise<boolean> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #waiting: (() => void)[] = [];

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Begins to renew. `isLeased`: the lease was taken right now, so it holds without a first beat. */
  start({ isLeased = false } = {}): void {
    const { leaseMs } = this.#options;
    if (isLeased) this.#validUntil = performance.now() + leaseMs * 0.9;
    this.#timer = setInterval(() => void this.beat(), leaseMs / 3);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#wake();
  }

  /** After a freeze or an outage, resolves only once it is known again what is still held. */
  async ensureLeaseValid(signal: AbortSignal): Promise<void> {
    while (!this.isLeaseValid) {
      signal.throwIfAborted();
      if (!(await this.beat())) await delay(retryMs, undefined, { signal });
    }
  }

  get isLeaseValid(): boolean {
    return performance.now() < this.#validUntil;
  }

  nextBeat(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  beat(): Promise<boolean> {
    this.#beating ??= this.#beatOnce().finally(() => {
      this.#beating = null;
      this.#wake();
    });
    return this.#beating;
  }

  async #beatOnce(): Promise<boolean> {
    const { name, leaseMs, renew } = this.#options;
    const startedAt = performance.now();
    try {
      await renew(!this.isLeaseValid);
    } catch (error) {
      log().warn({ error: String(error), of: name }, "lease not renewed");
      return false;
    }
    this.#validUntil = startedAt + leaseMs * 0.9;
    return true;
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** What a status read with a lease means for who holds it: `null` that another has it by now. */
export function heedStatus(
  status: RunStatus | null,
  { leaseLost, paused }: { leaseLost: AbortController; paused: AbortController },
  goesOn: (status: RunStatus) => boolean = isActive,
): void {
  if (status === null || !goesOn(status)) leaseLost.abort();
  else if (status === "paused") paused.abort();
}
