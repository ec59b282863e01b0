import { Counter, Gauge, Registry } from "prom-client";
import type { Lag } from "#/features/metrics/event-loop-lag.ts";
import type { WorkerRow, WorkRow } from "#/features/metrics/queries.ts";
import type { QueueState } from "#/jobs/queue-state.ts";

export type BoardMetrics = {
  work: WorkRow;
  workers: readonly WorkerRow[];
  /** Null: the queue's store does not answer. */
  queue: QueueState | null;
  draining: boolean;
  web: { lagSeconds: Lag; residentBytes: number };
};

type Sample = [labels: Record<string, string>, value: number];

const silentAfterSeconds = 30;

/** In the text format of Prometheus. */
export function metricsText(metrics: BoardMetrics): Promise<string> {
  const registry = new Registry();
  workMetrics(registry, metrics);
  queueMetrics(registry, metrics.queue);
  workerMetrics(registry, metrics.workers);
  processMetrics(registry, metrics);
  return registry.metrics();
}

function workMetrics(registry: Registry, { work, draining }: BoardMetrics): void {
  gauge(registry, "board_runs", "Runs by status.", labelled("status", work.runs));
  gauge(registry, "board_batches", "Batches of runs that go on, by state.", labelled("state", work.batches));
  const alone: [string, string, number][] = [
    ["board_run_age_seconds", "Age of the oldest run that goes on.", work.oldestRunSeconds],
    ["board_run_wait_seconds", "Longest wait of a run for its first worker.", work.longestWaitSeconds],
    ["board_lease_overdue_seconds", "How far the most overdue lease has run out.", work.leaseOverdueSeconds],
    ["board_lease_age_seconds", "Longest time of a lease without a written answer.", work.leaseSilentSeconds],
    ["board_draining", "1 while workers are drained.", Number(draining)],
  ];
  for (const [name, help, value] of alone) gauge(registry, name, help, [[{}, value]]);
}

function queueMetrics(registry: Registry, queue: QueueState | null): void {
  gauge(registry, "board_queue_up", "1 when the queue's store answers.", [[{}, Number(queue !== null)]]);
  if (!queue) return;
  const { ageSeconds, ...jobs } = queue;
  gauge(registry, "board_queue_jobs", "Jobs in the queue by state.", labelled("state", jobs));
  gauge(registry, "board_queue_age_seconds", "Age of the oldest waiting job.", [[{}, ageSeconds ?? 0]]);
}

function workerMetrics(registry: Registry, workers: readonly WorkerRow[]): void {
  const each = (read: (worker: WorkerRow) => number) =>
    workers.map((worker): Sample => [{ worker: worker.id }, read(worker)]);
  const byName = (label: string, read: (worker: WorkerRow) => Record<string, number>) =>
    workers.flatMap((worker) =>
      labelled(label, read(worker)).map(([labels, n]): Sample => [{ worker: worker.id, ...labels }, n]),
    );
  const items = byName("outcome", ({ figures }) => figures.items);
  const failures = byName("kind", ({ figures }) => figures.failures);
  const repeats = byName("cause", ({ figures }) => figures.repeats);
  counter(registry, "board_items_total", "Items written, by outcome.", items);
  counter(registry, "board_item_failures_total", "Items whose calls failed, retries included.", failures);
  counter(registry, "board_calls_repeated_total", "Calls made once more, by cause.", repeats);
  gauge(
    registry,
    "board_calls_in_flight",
    "Calls to endpoints.",
    each(({ figures }) => figures.callsInFlight),
  );
  const judging = each(({ figures }) => figures.judgeCallsInFlight);
  gauge(registry, "board_judge_calls_in_flight", "Calls to the judge.", judging);
  gauge(
    registry,
    "board_worker_batches",
    "Batches held.",
    each(({ figures }) => figures.batches),
  );
  const up = each(({ seenSeconds }) => Number(seenSeconds < silentAfterSeconds));
  gauge(registry, "board_worker_up", "1 when a sign of life came within 30 s.", up);
  gauge(
    registry,
    "board_worker_silent_seconds",
    "Time since the last one.",
    each((row) => row.seenSeconds),
  );
}

function processMetrics(registry: Registry, { workers, web }: BoardMetrics): void {
  const processes = [
    { process: "web", ...web },
    ...workers.map(({ id, figures }) => ({ process: id, ...figures })),
  ];
  const lags = processes.flatMap(({ process, lagSeconds }) =>
    labelled("measure", lagSeconds).map(([labels, seconds]): Sample => [{ process, ...labels }, seconds]),
  );
  gauge(registry, "board_event_loop_lag_seconds", "How late timers come since the last look.", lags);
  const memory = processes.map(({ process, residentBytes }): Sample => [{ process }, residentBytes]);
  gauge(registry, "board_resident_memory_bytes", "Memory of each process.", memory);
}

function labelled(label: string, values: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(values).map(([name, value]) => [{ [label]: name }, value]);
}

function gauge(registry: Registry, name: string, help: string, samples: readonly Sample[]): void {
  const metric = new Gauge({ name, help, labelNames: labelNames(samples), registers: [registry] });
  for (const [labels, value] of samples) metric.set(labels, value);
}

function counter(registry: Registry, name: string, help: string, samples: readonly Sample[]): void {
  const metric = new Counter({ name, help, labelNames: labelNames(samples), registers: [registry] });
  for (const [labels, value] of samples) metric.inc(labels, value);
}

function labelNames(samples: readonly Sample[]): string[] {
  return Object.keys(samples[0]?.[0] ?? {});
}
