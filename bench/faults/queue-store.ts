import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import type { DatabaseServer } from "#/bench/faults/database-server.ts";
import { firstFreePort } from "#/server/free-port.ts";

export type Backend = "postgres" | "redis";

/** Where the queue is kept, and what can befall it. */
export type QueueStore = {
  /** Empty where the queue is on PostgreSQL. */
  redisUrl: string;
  /** Without warning; what it held may be gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Everything in it vanishes while it runs. */
  empty(): Promise<void>;
  close(): Promise<void>;
};

export function postgresStore(server: DatabaseServer): QueueStore {
  return {
    redisUrl: "",
    kill: () => server.end("SIGKILL"),
    start: () => server.start(),
    empty: () => dropSchema(server),
    close: async () => {},
  };
}

/** The workers' own statements may win a deadlock. */
async function dropSchema(server: DatabaseServer): Promise<void> {
  for (let triesLeft = 9; ; triesLeft--) {
    try {
      return await server.query("DROP SCHEMA IF EXISTS bullmq CASCADE");
    } catch (error) {
      if (triesLeft === 0) throw error;
    }
  }
}

/** A redis-server of its own that keeps nothing on disk, so that a kill empties it too. */
export class RedisStore implements QueueStore {
  readonly redisUrl: string;
  readonly #port: number;
  #server: ChildProcess | null = null;

  private constructor(port: number) {
    this.#port = port;
    this.redisUrl = `redis://127.0.0.1:${port}`;
  }

  static async open(): Promise<RedisStore> {
    const store = new RedisStore(await firstFreePort(20_000 + (process.pid % 10_000), "127.0.0.1"));
    process.once("exit", () => store.#server?.kill("SIGKILL"));
    await store.start();
    return store;
  }

  async start(): Promise<void> {
    const settings = ["--bind", "127.0.0.1", "--save", "", "--maxmemory-policy", "noeviction"];
    const server = spawn("redis-server", ["--port", String(this.#port), ...settings], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#server = server;
    for await (const line of createInterface(server.stdout))
      if (line.includes("Ready to accept connections")) break;
    server.stdout.resume();
  }

  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    server.kill("SIGKILL");
    await once(server, "exit");
  }

  async empty(): Promise<void> {
    await this.#command((redis) => redis.flushall());
  }

  /** Full: it refuses every write, as `noeviction` wants it. */
  async full(on: boolean): Promise<void> {
    await this.#command((redis) => redis.config("SET", "maxmemory", on ? "1" : "0"));
  }

  close(): Promise<void> {
    return this.kill();
  }

  async #command(run: (redis: Redis) => Promise<unknown>): Promise<void> {
    const redis = new Redis(this.redisUrl);
    try {
      await run(redis);
    } finally {
      redis.disconnect();
    }
  }
}
