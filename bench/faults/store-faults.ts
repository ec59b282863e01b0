import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "#/bench/faults/fault.ts";
import { RedisStore } from "#/bench/faults/queue-store.ts";
import { asked } from "#/bench/faults/run-context.ts";

const outageMs = 3_000;

const queueKilled: Fault = {
  key: "queue-killed",
  title: "queue store killed, back after 3 s",
  family: "K",
  async disturb(context) {
    await asked(context, 0.2);
    await context.store.kill();
    await delay(outageMs);
    await context.store.start();
  },
};

const queueEmptied: Fault = {
  key: "queue-emptied",
  title: "queue store emptied (FLUSHALL, schema dropped), twice",
  family: "K",
  mostExtra: 0,
  async disturb(context) {
    for (const share of [0.05, 0.5]) {
      await asked(context, share);
      await context.store.empty();
    }
  },
};

const redisFull: Fault = {
  key: "redis-full",
  title: "Redis full under noeviction for 3 s",
  family: "K",
  backend: "redis",
  mostExtra: 0,
  async disturb(context) {
    const { store } = context;
    if (!(store instanceof RedisStore)) return;
    await asked(context, 0.1);
    await store.full(true);
    await delay(outageMs);
    await store.full(false);
  },
};

const databaseRestarted: Fault = {
  key: "postgres-restarted",
  title: "PostgreSQL restarted",
  family: "K",
  async disturb(context) {
    await asked(context, 0.2);
    await context.database.end("SIGINT");
    await delay(1_000);
    await context.database.start();
  },
};

const databaseReadOnly: Fault = {
  key: "postgres-read-only",
  title: "PostgreSQL read-only for 3 s",
  family: "K",
  async disturb(context) {
    await asked(context, 0.2);
    await context.database.readOnly(true);
    await delay(outageMs);
    await context.database.readOnly(false);
  },
};

const everythingKilled: Fault = {
  key: "everything",
  title: "everything killed at once: workers, queue store, PostgreSQL",
  family: "K",
  workers: 3,
  size: 6,
  mostExtra: 0.01,
  async disturb(context) {
    const { workerPool, store, database } = context;
    const isApart = store.redisUrl !== "";
    await asked(context, 0.3);
    await Promise.all([workerPool.killAll(), store.kill(), isApart && database.end("SIGKILL")]);
    await database.start();
    if (isApart) await store.start();
    workerPool.start(3);
  },
};

export const storeFaults: Fault[] = [
  queueKilled,
  queueEmptied,
  redisFull,
  databaseRestarted,
  databaseReadOnly,
  everythingKilled,
];
