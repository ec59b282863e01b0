import { memoryUsage } from "node:process";
import { measureLag } from "#/features/metrics/event-loop-lag.ts";
import { upsertWorker } from "#/features/metrics/upsert-worker.ts";
import type { WorkerMetricsRecord } from "#/features/metrics/worker-metrics-schema.ts";
import type { ItemResultInput } from "#/features/runs/batches/result-arrays.ts";
import { log } from "#/lib/log.ts";

const everyMs = 5_000;

type Counts = Record<string, number>;

type Watched = {
  readonly id: string;
  readonly sessions: ReadonlyMap<string, { slots: { inUse: number } }>;
  readonly leases: ReadonlySet<unknown>;
  readonly judgeSlots: { inUse: number };
};

/** Counts what a worker does and tells it to whoever watches the board, with every sign of life. */
export class WorkerMetrics {
  readonly #items: Counts = {};
  readonly #failures: Counts = {};
  readonly #repeats: Counts = {};
  readonly #lag = measureLag();
  #timer: NodeJS.Timeout | null = null;

  answered(results: readonly ItemResultInput[]): void {
    for (const { outcome } of results) count(this.#items, publicOutcome(outcome));
  }

  failed(kind: string): void {
    count(this.#failures, kind);
  }

  repeated(causes: Readonly<Counts>): void {
    for (const [cause, times] of Object.entries(causes)) count(this.#repeats, cause, times);
  }

  start(state: Watched): void {
    this.#timer = setInterval(() => void this.publish(state), everyMs);
    void this.publish(state);
  }

  /** The last word of a worker that leaves. */
  async stop(state: Watched): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.publish(state);
  }

  async publish(state: Watched): Promise<void> {
    try {
      await upsertWorker(state.id, this.#read(state));
    } catch (error) {
      log().warn({ worker: state.id, error: String(error) }, "sign of life not written");
    }
  }

  #read({ sessions, leases, judgeSlots }: Watched): WorkerMetricsRecord {
    return {
      items: this.#items,
      failures: this.#failures,
      repeats: this.#repeats,
      callsInFlight: [...sessions.values()].reduce((sum, { slots }) => sum + slots.inUse, 0),
      judgeCallsInFlight: judgeSlots.inUse,
      submissions: sessions.size,
      batches: leases.size,
      lagSeconds: this.#lag(),
      residentBytes: memoryUsage.rss(),
    };
  }
}

/** How many were right is nobody's business where answers are hidden, so no figure tells it. */
function publicOutcome(outcome: string): string {
  return outcome === "correct" || outcome === "wrong" ? "answered" : outcome;
}

function count(counts: Counts, name: string, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times;
}
