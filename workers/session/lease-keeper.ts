import { setTimeout as delay } from "node:timers/promises";
import type { Lease } from "#/features/runs/leases/lease-batch.ts";
import { renewLeases } from "#/features/runs/leases/renew-leases.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { log } from "#/lib/log.ts";
import type { EndpointSession } from "#/workers/session/endpoint-session.ts";

const retryMs = 500;

export type KeptLease = { lease: Lease; session: EndpointSession; leaseLost: AbortController };

export type Holdings = {
  readonly leases: ReadonlySet<KeptLease>;
  readonly sessions: ReadonlyMap<string, EndpointSession>;
};

/** Keeps what a worker holds: its batches and its slots, all in one beat. */
export class LeaseKeeper {
  readonly #holdings: Holdings;
  readonly #leaseMs: number;
  #validUntil = 0;
  #beating: Promise<boolean> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #waiting: (() => void)[] = [];

  constructor(holdings: Holdings, leaseMs: number) {
    this.#holdings = holdings;
    this.#leaseMs = leaseMs;
  }

  start(): void {
    this.#timer = setInterval(() => void this.beat(), this.#leaseMs / 3);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#wake();
  }

  /** After a freeze or an outage, resolves only once it is known again what is still held. */
  async ensureLeaseValid(signal: AbortSignal): Promise<void> {
    while (performance.now() >= this.#validUntil) {
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
    const startedAt = performance.now();
    const wasInDoubt = !this.isLeaseValid;
    try {
      await this.#renewLeases();
      for (const session of this.#holdings.sessions.values()) {
        if (session.jobs === 0) continue;
        await session.allocateSlots();
        if (wasInDoubt) session.dropLostSlots();
      }
    } catch (error) {
      log().warn({ error: String(error) }, "heartbeat missed");
      return false;
    }
    this.#validUntil = startedAt + this.#leaseMs * 0.9;
    return true;
  }

  async #renewLeases(): Promise<void> {
    const held = [...this.#holdings.leases];
    const renewed = await renewLeases(
      held.map(({ lease }) => lease),
      this.#leaseMs,
    );
    const statuses = new Map(
      renewed.map((lease) => [`${lease.runId}/${lease.number}/${lease.token}`, lease.status]),
    );
    for (const { lease, session, leaseLost } of held) {
      const status = statuses.get(`${lease.runId}/${lease.number}/${lease.token}`);
      if (!status || !isActive(status)) leaseLost.abort();
      else if (status === "paused") session.paused.abort();
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
