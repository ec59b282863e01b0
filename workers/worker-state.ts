import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { RetryPolicy } from "#/evaluation/endpoints/decorators/retry.ts";
import { ScratchBuffers } from "#/lib/scratch-buffers.ts";
import { ProcessorShares } from "#/workers/processor-shares.ts";
import type { EndpointSession, SessionOwner } from "#/workers/session/endpoint-session.ts";
import { type KeptLease, keepBatches } from "#/workers/session/keep-batches.ts";
import type { LeaseKeeper } from "#/workers/session/lease-keeper.ts";
import { Semaphore } from "#/workers/session/semaphore.ts";
import { WorkerMetrics } from "#/workers/worker-metrics.ts";

/** Pictures in memory at once, in bytes as stored; encoded for sending they take about four times that. */
const imageBudgetBytes = 48 * 1024 * 1024;

export type WorkerOptions = {
  leaseMs: number;
  /** Jobs at once. */
  jobs: number;
  /** Calls in flight of the whole process. */
  maxCalls: number;
  retry: RetryPolicy;
  /** Calls of the judge in flight of the whole process. */
  judgeCalls: number;
};

/** A judgement that this process is at; `again`: more was answered meanwhile. */
export type JudgingJob = { again: boolean; done: Promise<void> };

/** All that one worker process knows; a test may have two. */
export class WorkerState {
  readonly id = `${hostname().slice(0, 30)}-${process.pid}-${randomUUID().slice(0, 8)}`;
  readonly options: WorkerOptions;
  readonly leases = new Set<KeptLease>();
  readonly sessions = new Map<string, EndpointSession>();
  readonly judging = new Map<number, JudgingJob>();
  readonly judgeSlots: Semaphore;
  readonly processor = new ProcessorShares();
  /** Memory for the pictures of items under way. */
  readonly pictures = new ScratchBuffers(imageBudgetBytes / 2);
  /** No item is begun any more. */
  readonly shutdown = new AbortController();
  /** Calls in flight are cut. */
  readonly kill = new AbortController();
  readonly leaseKeeper: LeaseKeeper;
  readonly metrics = new WorkerMetrics();
  readonly #jobs = new Set<Promise<void>>();

  constructor(options: WorkerOptions) {
    this.options = options;
    this.judgeSlots = new Semaphore(options.judgeCalls);
    this.leaseKeeper = keepBatches(this, options.leaseMs);
  }

  get sessionOwner(): SessionOwner {
    const { leaseMs, maxCalls } = this.options;
    return {
      workerId: this.id,
      leaseMs,
      callsForOneSession: () => Math.max(1, Math.floor(maxCalls / this.sessions.size)),
      imageBytesForOneSession: () => imageBudgetBytes / Math.max(1, this.sessions.size),
      processor: this.processor,
      leaseValidity: this.leaseKeeper,
    };
  }

  /** Jobs that each submission may have, one at least: those of slow endpoints must leave some to the others. */
  get jobsForOneSession(): number {
    return Math.max(1, Math.floor(this.options.jobs / Math.max(1, this.sessions.size)));
  }

  get isSaturated(): boolean {
    return this.#jobs.size >= this.options.jobs;
  }

  async runJob(job: () => Promise<void>): Promise<void> {
    const running = job();
    this.#jobs.add(running);
    await running.finally(() => this.#jobs.delete(running));
  }

  /** Resolves when no job runs and nothing is judged, however the jobs ended. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#jobs);
    while (this.judging.size > 0)
      await Promise.allSettled([...this.judging.values()].map(({ done }) => done));
  }
}
