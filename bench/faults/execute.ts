import { setTimeout as delay } from "node:timers/promises";
import type { Bench } from "#/bench/faults/bench.ts";
import type { Fault } from "#/bench/faults/fault.ts";
import { nothing } from "#/bench/faults/fault.ts";
import type { Backend } from "#/bench/faults/queue-store.ts";
import {
  hasEnded,
  openRunContext,
  type RunContext,
  type RunDataset,
  runStates,
  runsAre,
} from "#/bench/faults/run-context.ts";
import { compareRuns, type RunRecord, readRun } from "#/bench/faults/run-record.ts";
import {
  type SeededEndpoint,
  startRatingEndpoint,
  startSeededEndpoint,
} from "#/bench/faults/seeded-endpoint.ts";
import { leaseMs } from "#/bench/faults/worker-faults.ts";
import type { WorkerPool } from "#/bench/faults/worker-pool.ts";
import { cancelSubmission } from "#/features/submissions/cancel-submission.ts";
import { createUser } from "#/features/users/create-user.ts";

const concurrency = 8;
const usualWorkers = 2;
const usualLatencyMs = 10;
const patienceMs = 300_000;

export type Outcome = {
  fault: string;
  backend: Backend;
  seed: number;
  items: number;
  seconds: number;
  lost: number;
  doubled: number;
  differing: number;
  /** Runs that had not ended after five minutes. */
  stuck: number;
  extraCalls: number;
  kills: number;
  maxInFlight: number;
  peakMb: number;
  slowestStopMs: number;
  problems: string[];
};

/** One run under one fault, from its submission to the last worker's end. */
export async function execute(
  bench: Bench,
  fault: Fault,
  seed: number,
  datasets: RunDataset[],
  reference: RunRecord[],
): Promise<Outcome> {
  const startedAt = performance.now();
  const endpoint = await startEndpoint(fault, seed);
  const workerPool = bench.workerPool({ WORKER_LEASE_MS: String(leaseMs), ...fault.settings });
  try {
    const { store, database } = bench;
    const actor = await createUser({ email: `${fault.key}-${seed}-${Date.now()}@example.org` });
    const context = await openRunContext({
      seed,
      datasets,
      concurrency,
      endpoint,
      workerPool,
      store,
      database,
      actor,
    });
    workerPool.start(fault.workers ?? usualWorkers);
    const problems = await untilEnded(context, fault);
    const stuck = await endStuck(context);
    await workerPool.stopAll();
    const found = await compare(context, fault, reference);
    const items = datasets.reduce((sum, dataset) => sum + dataset.items, 0);
    return {
      fault: fault.key,
      backend: bench.backend,
      seed,
      items,
      seconds: (performance.now() - startedAt) / 1000,
      ...found,
      stuck,
      extraCalls: endpoint.calls() - items,
      kills: workerPool.kills,
      maxInFlight: endpoint.maxInFlight(),
      peakMb: workerPool.peakMb,
      slowestStopMs: workerPool.slowestStopMs,
      problems: [
        ...problems,
        ...found.problems,
        ...poolProblems(workerPool),
        ...limitProblems(fault, endpoint, items),
      ],
    };
  } finally {
    await workerPool.killAll();
    await workerPool.stopAll();
    await endpoint.close();
  }
}

/** What the same run comes to when nothing goes wrong. */
export async function undisturbedRun(
  bench: Bench,
  fault: Fault,
  seed: number,
  dataset: RunDataset,
): Promise<RunRecord> {
  const calm: Fault = {
    key: "none",
    title: "none",
    family: "K",
    disturb: nothing,
    ...(fault.twist && { twist: untwisted }),
  };
  const endpoint = await startEndpoint(calm, seed);
  const { store, database } = bench;
  const workerPool = bench.workerPool({ WORKER_LEASE_MS: String(leaseMs) });
  try {
    const actor = await createUser({ email: `undisturbed-${seed}-${Date.now()}@example.org` });
    const context = await openRunContext({
      seed,
      datasets: [dataset],
      concurrency,
      endpoint,
      workerPool,
      store,
      database,
      actor,
    });
    workerPool.start();
    const problems = await untilEnded(context, calm);
    const [run] = (await runStates(context.submissionId)) ?? [];
    const found = run && (await readRun(run.id));
    if (found?.rows !== dataset.items)
      throw new Error(`The undisturbed run came to nothing: ${JSON.stringify(run)} ${problems.join(" ")}`);
    return found;
  } finally {
    await workerPool.stopAll();
    await endpoint.close();
  }
}

const untwisted = () => (_: number, body: string) => body;

function startEndpoint(
  { twist, interfere, latencyMs = usualLatencyMs }: Fault,
  seed: number,
): Promise<SeededEndpoint> {
  if (twist) return startRatingEndpoint(seed, twist(seed));
  return startSeededEndpoint(seed, latencyMs, interfere?.(seed));
}

async function untilEnded(context: RunContext, fault: Fault): Promise<string[]> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), patienceMs);
  const disturbing = fault
    .disturb(context, () => over.signal.aborted)
    .then(
      () => [],
      (error) => [String(error)],
    );
  // A fault that is still waiting for its moment must not hold up the end.
  await runsAre(context.submissionId, (runs) => runs.every(hasEnded), over.signal);
  clearTimeout(timer);
  over.abort();
  return Promise.race([disturbing, delay(30_000, ["the fault did not come to its end"], { ref: false })]);
}

/** How many runs had not ended; they are cancelled, so that they disturb no other execution. */
async function endStuck({ submissionId, actor }: RunContext): Promise<number> {
  const stuck = (await runStates(submissionId))?.filter((run) => !hasEnded(run)) ?? [];
  if (stuck.length > 0) await cancelSubmission(actor, submissionId);
  return stuck.length;
}

async function compare(context: RunContext, fault: Fault, reference: RunRecord[]) {
  const runs = (await runStates(context.submissionId)) ?? [];
  const sum = { lost: 0, doubled: 0, differing: 0, problems: (await fault.check?.(context)) ?? [] };
  for (const [index, run] of runs.entries()) {
    const wanted = reference.at(index - runs.length);
    if (!wanted) throw new Error(`There is no undisturbed run to compare ${fault.key} with.`);
    if (run.status !== "finished" && !(run.status === "cancelled" && fault.mayBeCancelled))
      sum.problems.push(`ended as ${run.status}: ${run.reason}`);
    const spoilt = (item: number) => fault.spoilt?.(context.seed, item) ?? null;
    const found = compareRuns(await readRun(run.id), wanted, spoilt, run.status === "finished");
    sum.lost += found.lost;
    sum.doubled += found.doubled;
    sum.differing += found.differing;
    sum.problems.push(...found.problems);
  }
  return sum;
}

function poolProblems({ badStops }: WorkerPool): string[] {
  return badStops > 0 ? [`${badStops} workers did not end well`] : [];
}

function limitProblems(fault: Fault, endpoint: SeededEndpoint, items: number): string[] {
  const extra = endpoint.calls() - items;
  const isAsked = !fault.mayBeCancelled && extra < 0;
  return [
    ...(fault.family !== "E" && endpoint.maxInFlight() > concurrency * (fault.submissions ?? 1)
      ? [`${endpoint.maxInFlight()} calls in flight`]
      : []),
    ...(isAsked ? [`${-extra} items were never asked`] : []),
    ...(fault.mostExtra === 0 && extra > 0 ? [`${extra} extra calls`] : []),
  ];
}
