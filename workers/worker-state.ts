import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { RetryPolicy } from "#/evaluation/endpoints/decorators/retry.ts";
import { ScratchBuffers } from "#/lib/scratch-buffers.ts";
import type { Desk, DeskOwner } from "#/workers/session/endpoint-session.ts";
import { Heartbeat, type HeldLease } from "#/workers/session/lease-keeper.ts";
import { ProcessorShares } from "#/workers/processor-shares.ts";
import { Semaphore } from "#/workers/session/semaphore.ts";
import { VitalSigns } from "#/workers/worker-metrics.ts";

/** Pictures in memory at once, in bytes as stored; encoded for sending they take about four times that. */
const imageBudgetBytes = 48 * 1024 * 1024;

export type WorkerOptions = {
  leaseMs: number;
  /** Jobs at once. */
  lanes: number;
  /** Calls in flight of the whole process. */
  maxCalls: number;
  retry: RetryPolicy;
  /** Calls of the judge in flight of the whole process. */
  judgeCalls: number;
};

/** A judgement that this process is at; `again`: more was answered meanwhile. */
export type JudgingLane = { again: boolean; done: Promise<void> };

/** All that one worker process knows; a test may have two. */
export class WorkerState {
  readonly id = `${hostname().slice(0, 30)}-${process.pid}-${randomUUID().slice(0, 8)}`;
  readonly options: WorkerOptions;
  readonly leases = new Set<HeldLease>();
  readonly desks = new Map<string, Desk>();
  readonly judging = new Map<number, JudgingLane>();
  readonly judgeSlots: Semaphore;
  readonly processor = new ProcessorShares();
  /** Memory for the pictures of items under way. */
  readonly pictures = new ScratchBuffers(imageBudgetBytes / 2);
  /** No item is begun any more. */
  readonly stopping = new AbortController();
  /** Calls in flight are cut. */
  readonly aborting = new AbortController();
  readonly heartbeat: Heartbeat;
  readonly signs = new VitalSigns();
  readonly #lanes = new Set<Promise<void>>();

  constructor(options: WorkerOptions) {
    this.options = options;
    this.judgeSlots = new Semaphore(options.judgeCalls);
    this.heartbeat = new Heartbeat(this, options.leaseMs);
  }

  get deskOwner(): DeskOwner {
    const { leaseMs, maxCalls } = this.options;
    return {
      workerId: this.id,
      leaseMs,
      callsForOneDesk: () => Math.max(1, Math.floor(maxCalls / this.desks.size)),
      imageBytesForOneDesk: () => imageBudgetBytes / Math.max(1, this.desks.size),
      processor: this.processor,
      freshness: this.heartbeat,
    };
  }

  /** Lanes that each submission may have, one at least: those of slow endpoints must leave some to the others. */
  get lanesForOneDesk(): number {
    return Math.max(1, Math.floor(this.options.lanes / Math.max(1, this.desks.size)));
  }

  get isSaturated(): boolean {
    return this.#lanes.size >= this.options.lanes;
  }

  async runLane(lane: () => Promise<void>): Promise<void> {
    const running = lane();
    this.#lanes.add(running);
    await running.finally(() => this.#lanes.delete(running));
  }

  /** Resolves when no lane runs and nothing is judged, however the lanes ended. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#lanes);
    while (this.judging.size > 0)
      await Promise.allSettled([...this.judging.values()].map(({ done }) => done));
  }
}
