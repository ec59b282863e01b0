import {
  createPostgresBackend,
  type Job,
  type JobsOptions,
  type JobType,
  Queue,
  Worker,
  type WorkerOptions,
  withBackend,
} from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { env } from "#/lib/env.ts";
import { runOnceReady, type WorkerHandle, type WorkerListeners } from "#/lib/queue-worker.ts";
import { withTimeout } from "#/lib/with-timeout.ts";

export type QueueHandle = {
  add(name: string, payload: unknown, options?: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: unknown; opts?: JobsOptions }[]): Promise<unknown>;
  getJobCounts(...states: JobType[]): Promise<Record<string, number>>;
  getJobs(states: JobType[], start: number, end: number, ascending: boolean): Promise<Job[]>;
  close(): Promise<void>;
};

const closingPatienceMs = 2_000;

const onPostgres = withBackend(createPostgresBackend);

/** BullMQ does not listen for the errors of a connection that breaks between two statements; that ended the process. */
class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on("error", () => {});
  }
}

function postgresConnection(max: number) {
  const { DATABASE_URL: connectionString, WORKER_LEASE_MS: idle_in_transaction_session_timeout } = env();
  const Client = SteadyClient;
  return {
    connectionString,
    schema: "bullmq",
    migrate: true,
    max,
    idle_in_transaction_session_timeout,
    Client,
  };
}

function redisConnection(forWorker: boolean): Redis {
  const connection = new Redis(env().REDIS_URL ?? "", {
    maxRetriesPerRequest: forWorker ? null : 3,
    enableReadyCheck: false,
  });
  // BullMQ tells of them; without a listener ioredis prints each of its own accord.
  connection.on("error", () => {});
  return connection;
}

export function openQueue(name: string): QueueHandle {
  if (!env().REDIS_URL) {
    const queue = new onPostgres.Queue(name, { connection: postgresConnection(2) });
    queue.on("error", () => {});
    return queue;
  }
  const connection = redisConnection(false);
  const queue = new Queue(name, { connection });
  queue.on("error", () => {});
  return {
    add: (job, payload, options) => queue.add(job, payload, options),
    addBulk: (jobs) => queue.addBulk(jobs),
    getJobCounts: (...states) => queue.getJobCounts(...states),
    getJobs: (states, start, end, ascending) => queue.getJobs(states, start, end, ascending),
    close: async () => {
      // While Redis is away BullMQ waits for it, and the connection would look for it for ever.
      await withTimeout(closingPatienceMs, queue.close()).finally(() => connection.disconnect());
    },
  };
}

export function openWorker(
  name: string,
  handle: (job: Job) => Promise<unknown>,
  options: Omit<WorkerOptions, "connection" | "autorun">,
  listeners: WorkerListeners,
): WorkerHandle {
  const open = () =>
    env().REDIS_URL
      ? new Worker(name, handle, { ...options, autorun: false, connection: redisConnection(true) })
      : new onPostgres.Worker(name, handle, {
          ...options,
          autorun: false,
          connection: postgresConnection(4),
        });
  return runOnceReady(open, listeners);
}
