import { setTimeout as delay } from "node:timers/promises";
import type { Bench } from "#/bench/faults/bench.ts";
import type { Fault } from "#/bench/faults/fault.ts";
import { nothing } from "#/bench/faults/fault.ts";
import type { Backend } from "#/bench/faults/queue-store.ts";
import { compareRuns, type RunRecord, readRun } from "#/bench/faults/run-record.ts";
import {
  type SeededEndpoint,
  startRatingEndpoint,
  startSeededEndpoint,
} from "#/bench/faults/seeded-endpoint.ts";
import {
  hasEnded,
  openStage,
  runStates,
  runsAre,
  type Stage,
  type StagedDataset,
} from "#/bench/faults/run-context.ts";
import type { WorkerCrew } from "#/bench/faults/worker-pool.ts";
import { leaseMs } from "#/bench/faults/worker-faults.ts";
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
  datasets: StagedDataset[],
  reference: RunRecord[],
): Promise<Outcome> {
  const startedAt = performance.now();
  const endpoint = await startEndpoint(fault, seed);
  const crew = bench.crew({ WORKER_LEASE_MS: String(leaseMs), ...fault.settings });
  try {
    const { store, database } = bench;
    const actor = await createUser({ email: `${fault.key}-${seed}-${Date.now()}@example.org` });
    const stage = await openStage({ seed, datasets, concurrency, endpoint, crew, store, database, actor });
    crew.start(fault.workers ?? usualWorkers);
    const problems = await untilEnded(stage, fault);
    const stuck = await endStuck(stage);
    await crew.stopAll();
    const found = await compare(stage, fault, reference);
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
      kills: crew.kills,
      maxInFlight: endpoint.maxInFlight(),
      peakMb: crew.peakMb,
      slowestStopMs: crew.slowestStopMs,
      problems: [
        ...problems,
        ...found.problems,
        ...crewProblems(crew),
        ...limitProblems(fault, endpoint, items),
      ],
    };
  } finally {
    await crew.killAll();
    await crew.stopAll();
    await endpoint.close();
  }
}

/** What the same run comes to when nothing goes wrong. */
export async function undisturbedRun(
  bench: Bench,
  fault: Fault,
  seed: number,
  dataset: StagedDataset,
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
  const crew = bench.crew({ WORKER_LEASE_MS: String(leaseMs) });
  try {
    const actor = await createUser({ email: `undisturbed-${seed}-${Date.now()}@example.org` });
    const stage = await openStage({
      seed,
      datasets: [dataset],
      concurrency,
      endpoint,
      crew,
      store,
      database,
      actor,
    });
    crew.start();
    const problems = await untilEnded(stage, calm);
    const [run] = (await runStates(stage.submissionId)) ?? [];
    const found = run && (await readRun(run.id));
    if (found?.rows !== dataset.items)
      throw new Error(`The undisturbed run came to nothing: ${JSON.stringify(run)} ${problems.join(" ")}`);
    return found;
  } finally {
    await crew.stopAll();
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

async function untilEnded(stage: Stage, fault: Fault): Promise<string[]> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), patienceMs);
  const disturbing = fault
    .disturb(stage, () => over.signal.aborted)
    .then(
      () => [],
      (error) => [String(error)],
    );
  // A fault that is still waiting for its moment must not hold up the end.
  await runsAre(stage.submissionId, (runs) => runs.every(hasEnded), over.signal);
  clearTimeout(timer);
  over.abort();
  return Promise.race([disturbing, delay(30_000, ["the fault did not come to its end"], { ref: false })]);
}

/** How many runs had not ended; they are cancelled, so that they disturb no other execution. */
async function endStuck({ submissionId, actor }: Stage): Promise<number> {
  const stuck = (await runStates(submissionId))?.filter((run) => !hasEnded(run)) ?? [];
  if (stuck.length > 0) await cancelSubmission(actor, submissionId);
  return stuck.length;
}

async function compare(stage: Stage, fault: Fault, reference: RunRecord[]) {
  const runs = (await runStates(stage.submissionId)) ?? [];
  const sum = { lost: 0, doubled: 0, differing: 0, problems: (await fault.check?.(stage)) ?? [] };
  for (const [place, run] of runs.entries()) {
    const wanted = reference.at(place - runs.length);
    if (!wanted) throw new Error(`There is no undisturbed run to compare ${fault.key} with.`);
    if (run.status !== "finished" && !(run.status === "cancelled" && fault.mayBeCancelled))
      sum.problems.push(`ended as ${run.status}: ${run.reason}`);
    const spoilt = (item: number) => fault.spoilt?.(stage.seed, item) ?? null;
    const found = compareRuns(await readRun(run.id), wanted, spoilt, run.status === "finished");
    sum.lost += found.lost;
    sum.doubled += found.doubled;
    sum.differing += found.differing;
    sum.problems.push(...found.problems);
  }
  return sum;
}

function crewProblems({ badStops }: WorkerCrew): string[] {
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
