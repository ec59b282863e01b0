import { fork } from "node:child_process";
import { once } from "node:events";
import { allFaults } from "#/bench/faults/all-faults.ts";
import type { BackendReport } from "#/bench/faults/backend-process.ts";
import type { Outcome } from "#/bench/faults/execute.ts";
import { outcomeTable, table } from "#/bench/faults/outcome-table.ts";
import type { Backend } from "#/bench/faults/queue-store.ts";
import { type Bound, boundsOf } from "#/bench/faults/reliability-bounds.ts";
import { onPath } from "#/scripts/suites/on-path.ts";

const quick = { size: 300, seeds: [1] };
const full = { size: 1_200, seeds: [1, 2, 3] };
const backends: Backend[] = ["postgres", "redis"];

/** Every fault on both backends, side by side; resolves with whether all bounds hold. */
export async function faults(args: string[]): Promise<boolean> {
  const only = args.filter((arg) => !arg.startsWith("--"));
  const unknown = only.find((key) => !allFaults.some((fault) => fault.key === key));
  if (unknown)
    throw new Error(`There is no fault "${unknown}": ${allFaults.map(({ key }) => key).join(", ")}.`);
  const available = backends.filter((backend) => backend === "postgres" || onPath("redis-server") !== null);
  if (available.length < backends.length) console.log("Left out: Redis: redis-server is not on the PATH.");
  const scale = scaleOf(args);
  const startedAt = performance.now();
  const reports = await Promise.all(available.map((backend) => runBackend({ backend, only, ...scale })));
  const outcomes = reports.flatMap((report) => report.outcomes);
  const resumed = reports.flatMap(({ resumeSeconds }) => resumeSeconds ?? []);
  const bounds = boundsOf(outcomes, resumed);
  console.log(outcomeTable(outcomes));
  console.log(`\n${boundTable(bounds)}\n`);
  console.log(confidence(outcomes, (performance.now() - startedAt) / 60_000));
  return bounds.every(({ holds }) => holds) && outcomes.every(({ problems }) => problems.length === 0);
}

/** `--size=600`: items of a run where its fault asks for no more, instead of the usual. */
function scaleOf(args: string[]): typeof full {
  const size = Number(args.find((arg) => arg.startsWith("--size="))?.slice("--size=".length));
  const scale = args.includes("--quick") ? quick : full;
  return size > 0 ? { ...scale, size } : scale;
}

async function runBackend(plan: object): Promise<BackendReport> {
  const child = fork("bench/faults/backend-process.ts", [JSON.stringify(plan)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  let report: BackendReport | undefined;
  child.once("message", (message) => {
    report = message as BackendReport;
  });
  const [code] = await once(child, "exit");
  if (code !== 0 || !report)
    throw new Error(`The bench of one backend ended with code ${code}; its reason stands above.`);
  return report;
}

function boundTable(bounds: Bound[]): string {
  const rows = bounds.map(({ figure, measured, bound, holds }) => [
    figure,
    measured,
    bound,
    holds ? "holds" : "FAILS",
  ]);
  return table([["figure", "measured", "bound", ""], ["---", "---", "---", "---"], ...rows]);
}

/** With no failure in n runs the rate of failure is below 3/n, with 95 % confidence. */
function confidence(outcomes: Outcome[], minutes: number): string {
  const items = outcomes.reduce((sum, outcome) => sum + outcome.items, 0);
  const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
  const runs = outcomes.length;
  const rate =
    failed === 0 ? `; with 95 % confidence fewer than ${(300 / runs).toFixed(1)} % of such runs fail` : "";
  return `${failed} of ${runs} runs failed, ${items} item executions in ${minutes.toFixed(0)} min${rate}.`;
}
