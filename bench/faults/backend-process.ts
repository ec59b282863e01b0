import { z } from "zod";
import { allFaults } from "#/bench/faults/all-faults.ts";
import { Bench } from "#/bench/faults/bench.ts";
import { execute, type Outcome, undisturbedRun } from "#/bench/faults/execute.ts";
import type { Fault } from "#/bench/faults/fault.ts";
import { outcomeLine } from "#/bench/faults/outcome-table.ts";
import { resumeAtDefaults } from "#/bench/faults/resume-at-defaults.ts";
import type { RunRecord } from "#/bench/faults/run-record.ts";
import { withBenchBoard } from "#/bench/with-bench-board.ts";
import { closeQueue } from "#/jobs/enqueue.ts";

const plan = z
  .object({
    backend: z.enum(["postgres", "redis"]),
    size: z.number(),
    seeds: z.array(z.number()),
    only: z.array(z.string()),
  })
  .parse(JSON.parse(process.argv[2] ?? ""));

export type BackendReport = { outcomes: Outcome[]; resumeSeconds: number | null };

await withBenchBoard(async ({ folder }) => {
  const bench = await Bench.open(plan.backend, plan.size, folder);
  try {
    const faults = allFaults.filter(
      ({ key, backend = plan.backend }) =>
        backend === plan.backend && (plan.only.length === 0 || plan.only.includes(key)),
    );
    const outcomes: Outcome[] = [];
    for (const seed of plan.seeds) outcomes.push(...(await oneSeed(bench, faults, seed)));
    const resumeSeconds = plan.only.length === 0 ? await resumeAtDefaults(bench) : null;
    const report: BackendReport = { outcomes, resumeSeconds };
    await tell(report);
  } finally {
    await closeQueue().catch(() => {});
    await bench.store.close();
  }
});
// What still looks for a queue's store that was killed must not keep the process.
process.exit();

function tell(report: BackendReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(report, undefined, undefined, () => resolve());
    else resolve();
  });
}

async function oneSeed(bench: Bench, faults: Fault[], seed: number): Promise<Outcome[]> {
  const references = new Map<string, RunRecord>();
  const outcomes: Outcome[] = [];
  for (const fault of faults) {
    const datasets = await bench.datasetsFor(fault);
    for (const dataset of datasets) {
      const known = references.get(dataset.slug) ?? (await undisturbedRun(bench, fault, seed, dataset));
      references.set(dataset.slug, known);
    }
    const reference = datasets.flatMap(({ slug }) => references.get(slug) ?? []);
    const outcome = await execute(bench, fault, seed, datasets, reference);
    outcomes.push(outcome);
    console.error(outcomeLine(outcome));
  }
  return outcomes;
}
