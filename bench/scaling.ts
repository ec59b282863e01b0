import { setTimeout as delay } from "node:timers/promises";
import { boardRun } from "#/bench/board-run.ts";
import { type Figure, median } from "#/bench/figure.ts";
import { importThroughputSet } from "#/bench/throughput-set.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import type { User } from "#/features/access/actor.ts";
import { createUser } from "#/features/users/create-user.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { provideEnv } from "#/lib/env.ts";
import { closeRateLimits } from "#/lib/rate-limit.ts";
import { startBoard } from "#/server/board-processes.ts";
import { startChild } from "#/server/child-process.ts";
import { firstFreePort, isPortFree } from "#/server/free-port.ts";
import { startRedisServer } from "#/test/redis-server.ts";

const items = 4800;
const warmUpItems = 2560;
const imageBytes = 2000;
const latencyMs = 200;
const concurrency = 128;
const callsOfWorker = 32;
const rounds = 3;
const workers = [1, 2, 4];
const slug = "bench-scaling";
const warmUp = "bench-scaling-warm-up";

/** One, two and four worker processes on Redis, each allowed 32 calls in flight of a submission that allows 128. */
export async function scaling(board: BenchBoard): Promise<Figure[]> {
  await using redis = await startRedisServer();
  provideEnv({ REDIS_URL: redis.url });
  await importThroughputSet(slug, board.folder, items, imageBytes);
  await importThroughputSet(warmUp, board.folder, warmUpItems, imageBytes);
  const port = await firstFreePort(18_000, "127.0.0.1");
  const endpoint = startChild({
    name: "endpoint",
    args: ["bench/steady-endpoint.ts"],
    env: { PORT: String(port), LATENCY_MS: String(latencyMs) },
  });
  try {
    while (await isPortFree(port, "127.0.0.1")) await delay(50);
    const owner = await createUser({ email: "scaling@example.org" });
    const rates = new Map(workers.map((count) => [count, [] as number[]]));
    let most = 0;
    for (let round = 0; round < rounds; round++) {
      for (const [count, measured] of rates) {
        const address = `http://127.0.0.1:${port}`;
        const name = `${count} workers ${round}`;
        const measure = async () => {
          // A process spends its first seconds on compiling its code, and four share two cores for that.
          await rate(owner, address, `${name}, warm-up`, warmUp);
          return rate(owner, address, name, slug);
        };
        measured.push(await withWorkers(board, count, measure));
        most = Math.max(most, ((await (await fetch(address)).json()) as { most: number }).most);
      }
    }
    return figures(new Map([...rates].map(([count, measured]) => [count, median(measured)])), most);
  } finally {
    await endpoint.stop();
    await closeQueue();
    closeRateLimits();
    provideEnv({ REDIS_URL: "" });
  }
}

function rate(owner: User, address: string, name: string, dataset: string): Promise<number> {
  return boardRun(owner, { name, baseUrl: `${address}/v1`, concurrency, dataset });
}

async function withWorkers<T>({ services }: BenchBoard, count: number, work: () => Promise<T>): Promise<T> {
  const onCrash = (line: string) => console.error(line);
  const extraEnv = { WORKER_CALLS: String(callsOfWorker) };
  const signs = () => db().worker.count();
  const before = await signs();
  const started = Array.from({ length: count }, () =>
    startBoard({ services, roles: ["worker"], port: 0, mode: "start", onCrash, extraEnv }),
  );
  try {
    // A run that began with the first of them would be timed with the others' start.
    while ((await signs()) < before + count) await delay(50);
    return await work();
  } finally {
    await Promise.all(started.map((worker) => worker.stop()));
  }
}

function figures(rates: Map<number, number>, most: number): Figure[] {
  const one = rates.get(1) ?? Number.NaN;
  const growth = ([count, least]: readonly [number, number]): Figure => ({
    name: `${count} worker processes on Redis, ${callsOfWorker} calls each`,
    measured: `${rates.get(count)?.toFixed(0)} items/s`,
    against: `${one.toFixed(0)} items/s of one`,
    value: (rates.get(count) ?? Number.NaN) / one,
    unit: "×",
    bound: { least },
  });
  return [
    ...(
      [
        [2, 1.8],
        [4, 3.2],
      ] as const
    ).map(growth),
    {
      name: "calls in flight at the endpoint, at most",
      measured: `${most} calls`,
      against: `${concurrency} that the submission allows`,
      value: most / concurrency,
      unit: "×",
      bound: { most: 1 },
    },
  ];
}
