import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "#/bench/faults/fault.ts";
import { asked, type RunContext } from "#/bench/faults/run-context.ts";
import { db } from "#/lib/db.ts";
import { pastDeadlocks } from "#/lib/postgres/past-deadlocks.ts";

/** The lease of the bench's workers; BullMQ's locks are half as long. */
export const leaseMs = 1_500;

/** So many items for each kill: what a kill costs is calls, so it is measured against calls, not against time. */
const itemsPerKill = 400;
/** So many workers share the calls when one is killed; a new one takes seconds to start on a busy machine. */
const sharers = 3;

async function sharedBy(context: RunContext): Promise<number> {
  const grants = await db().slotGrant.findMany({
    where: { submissionId: context.submissionId, slots: { gt: 0 } },
  });
  return context.workerPool.pids.filter((pid) => grants.some(({ workerId }) => workerId.includes(`-${pid}-`)))
    .length;
}

const kill: Fault = {
  key: "kill",
  title: "a worker killed every second, one kill for 400 items",
  family: "K",
  workers: 4,
  size: 3,
  mostExtra: 0.01,
  async disturb(context, isOver) {
    await asked(context, 0.1);
    const items = context.datasets.at(-1)?.items ?? 0;
    for (let kills = 0; kills < Math.floor(items / itemsPerKill) && !isOver(); kills++) {
      await delay(1_000);
      while (!isOver() && (await sharedBy(context)) < sharers) await delay(100);
      context.workerPool.start();
      await context.workerPool.killOldest();
    }
  },
};

const rollingStop: Fault = {
  key: "sigterm",
  title: "rolling SIGTERM",
  family: "K",
  workers: 3,
  size: 2,
  mostExtra: 0,
  async disturb(context, isOver) {
    for (let round = 0; round < 4 && !isOver(); round++) {
      await asked(context, 0.15 * (round + 1));
      context.workerPool.start();
      await context.workerPool.stopOldest();
    }
  },
};

const freeze: Fault = {
  key: "freeze",
  title: "SIGSTOP for three leases, then SIGCONT",
  family: "K",
  size: 3,
  latencyMs: 40,
  // Four times the concurrency in the 900 items of the quick form: the calls in flight, and what was not written yet.
  mostExtra: 0.035,
  async disturb(context) {
    await asked(context, 0.1 + 0.1 * context.random());
    context.workerPool.signalOldest("SIGSTOP");
    await delay(3 * leaseMs);
    context.workerPool.signalOldest("SIGCONT");
  },
};

const deploy: Fault = {
  key: "deploy",
  title: "deploy in mid-run with a migration",
  family: "K",
  // A migration's lock may be waited for longer than the bench's short lease; nothing here waits for a lease to end.
  settings: { WORKER_LEASE_MS: "20000" },
  mostExtra: 0,
  async disturb(context) {
    await asked(context, 0.2);
    await pastDeadlocks(() =>
      context.database.run([
        "BEGIN",
        "ALTER TABLE item_results ADD COLUMN bench_deploy text NOT NULL DEFAULT ''",
        "ALTER TABLE runs ADD COLUMN bench_deploy int",
        "ALTER TABLE run_batches ADD COLUMN bench_deploy int",
        "COMMIT",
      ]),
    );
    for (let worker = context.workerPool.size; worker > 0; worker--) {
      context.workerPool.start();
      await context.workerPool.stopOldest();
    }
  },
  async check({ database }) {
    const tables = ["item_results", "runs", "run_batches"];
    await database.run(tables.map((table) => `ALTER TABLE ${table} DROP COLUMN bench_deploy`));
    return [];
  },
};

export const workerFaults: Fault[] = [kill, rollingStop, freeze, deploy];
