import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "#/bench/faults/fault.ts";
import { asked } from "#/bench/faults/stage.ts";

/** The lease of the bench's workers; BullMQ's locks are half as long. */
export const leaseMs = 1_500;

/** Kills are bounded by items, not by time: what a kill costs does not depend on how fast the machine is. */
const itemsPerKill = 300;

const kill: Fault = {
  key: "kill",
  title: "a worker killed every second, one kill for 300 items",
  family: "K",
  workers: 4,
  size: 3,
  mostExtra: 0.01,
  async disturb(stage, isOver) {
    await asked(stage, 0.1);
    const items = stage.datasets.at(-1)?.items ?? 0;
    for (let kills = 0; kills < items / itemsPerKill && !isOver(); kills++) {
      stage.crew.start();
      await stage.crew.killOldest();
      await delay(1_000);
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
  async disturb(stage, isOver) {
    for (let round = 0; round < 4 && !isOver(); round++) {
      await asked(stage, 0.15 * (round + 1));
      stage.crew.start();
      await stage.crew.stopOldest();
    }
  },
};

const freeze: Fault = {
  key: "freeze",
  title: "SIGSTOP for three leases, then SIGCONT",
  family: "K",
  size: 3,
  latencyMs: 40,
  async disturb(stage) {
    await asked(stage, 0.1 + 0.1 * stage.random());
    stage.crew.signalOldest("SIGSTOP");
    await delay(3 * leaseMs);
    stage.crew.signalOldest("SIGCONT");
  },
};

const deploy: Fault = {
  key: "deploy",
  title: "deploy in mid-run with a migration",
  family: "K",
  mostExtra: 0,
  async disturb(stage) {
    await asked(stage, 0.2);
    await stage.database.run([
      "BEGIN",
      "ALTER TABLE item_results ADD COLUMN bench_deploy text NOT NULL DEFAULT ''",
      "ALTER TABLE runs ADD COLUMN bench_deploy int",
      "ALTER TABLE run_batches ADD COLUMN bench_deploy int",
      "COMMIT",
    ]);
    for (let worker = stage.crew.size; worker > 0; worker--) {
      stage.crew.start();
      await stage.crew.stopOldest();
    }
  },
  async check({ database }) {
    const tables = ["item_results", "runs", "run_batches"];
    await database.run(tables.map((table) => `ALTER TABLE ${table} DROP COLUMN bench_deploy`));
    return [];
  },
};

export const workerFaults: Fault[] = [kill, rollingStop, freeze, deploy];
