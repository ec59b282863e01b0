import { join } from "node:path";
import { DatabaseServer } from "#/bench/faults/database-server.ts";
import type { Fault } from "#/bench/faults/fault.ts";
import { type Backend, postgresStore, type QueueStore, RedisStore } from "#/bench/faults/queue-store.ts";
import type { RunDataset } from "#/bench/faults/run-context.ts";
import { WorkerPool } from "#/bench/faults/worker-pool.ts";
import { provideEnv } from "#/lib/env.ts";
import { assessmentFixtures } from "#/test/assessment-fixtures.ts";
import { fixtureDataset } from "#/test/submission-fixtures.ts";

const forerunItems = 64;

/** One backend's board for all its executions, with datasets of the sizes that were asked for. */
export class Bench {
  readonly backend: Backend;
  readonly size: number;
  readonly store: QueueStore;
  readonly database: DatabaseServer;
  readonly #folder: string;
  readonly #datasets = new Map<string, Promise<RunDataset>>();

  private constructor(
    backend: Backend,
    size: number,
    folder: string,
    store: QueueStore,
    database: DatabaseServer,
  ) {
    this.backend = backend;
    this.size = size;
    this.#folder = folder;
    this.store = store;
    this.database = database;
  }

  static async open(backend: Backend, size: number, folder: string): Promise<Bench> {
    const database = new DatabaseServer(folder);
    const store = backend === "redis" ? await RedisStore.open() : postgresStore(database);
    provideEnv({ REDIS_URL: store.redisUrl });
    return new Bench(backend, size, folder, store, database);
  }

  workerPool(settings: Record<string, string>): WorkerPool {
    // Workers start twice as fast when the first one's compiled code is kept.
    const NODE_COMPILE_CACHE = join(this.#folder, "compiled");
    return new WorkerPool(this.store.redisUrl, { NODE_COMPILE_CACHE, ...settings });
  }

  async datasetsFor(fault: Fault): Promise<RunDataset[]> {
    const items = this.size * (fault.size ?? 1);
    if (fault.twist) return [await this.#dataset("assessment", items)];
    const large = await this.#dataset("perception", items);
    return fault.hasForerun ? [await this.#dataset("perception", forerunItems), large] : [large];
  }

  #dataset(task: "perception" | "assessment", items: number): Promise<RunDataset> {
    const key = `${task} ${items}`;
    const make = task === "perception" ? fixtureDataset : assessmentFixtures;
    const made = this.#datasets.get(key) ?? make(items).then((slug) => ({ slug, items }));
    this.#datasets.set(key, made);
    return made;
  }
}
