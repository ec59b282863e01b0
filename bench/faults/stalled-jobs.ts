import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { RedisStore } from "#/bench/faults/queue-store.ts";

const jobs = 24;
const kills = 10;

/** What BullMQ alone loses of jobs whose workers are killed again and again, by `maxStalledCount`. */
const redis = await RedisStore.open();
try {
  for (const most of [1, 10, 1_000]) {
    const { done, failed } = await crashLoop(redis.redisUrl, most);
    console.log(
      `maxStalledCount ${most}: ${done} of ${jobs} jobs done, ${failed} given up after ${kills} kills`,
    );
  }
} finally {
  await redis.close();
}

async function crashLoop(url: string, most: number): Promise<{ done: number; failed: number }> {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue(`stalled-${most}`, { connection });
  await queue.addBulk(Array.from({ length: jobs }, (_, job) => ({ name: "job", data: { job } })));
  for (let kill = 0; kill < kills; kill++) {
    const worker = startWorker(url, most);
    // Jobs of three seconds each, eight at a time: a kill finds some done and others under way.
    await delay(5_000);
    worker.kill("SIGKILL");
    await once(worker, "exit");
  }
  const last = startWorker(url, most);
  let counts = await queue.getJobCounts("completed", "failed");
  while ((counts.completed ?? 0) + (counts.failed ?? 0) < jobs) {
    await delay(250);
    counts = await queue.getJobCounts("completed", "failed");
  }
  last.kill("SIGKILL");
  await queue.close();
  connection.disconnect();
  return { done: counts.completed ?? 0, failed: counts.failed ?? 0 };
}

function startWorker(url: string, most: number): ChildProcess {
  const script = `
    import { Worker } from "bullmq";
    const [host, port] = ["127.0.0.1", ${new URL(url).port}];
    const settings = { concurrency: 8, lockDuration: 3000, stalledInterval: 1500, maxStalledCount: ${most} };
    const worker = new Worker("stalled-${most}", () => new Promise((done) => setTimeout(done, 3000)), { connection: { host, port }, ...settings });
    worker.on("error", () => {});`;
  return spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}
