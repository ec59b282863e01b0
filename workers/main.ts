import { defaultRetryPolicy } from "#/evaluation/endpoints/decorators/retry.ts";
import { closeDb } from "#/lib/db.ts";
import { openServices } from "#/lib/embedded-services.ts";
import { env } from "#/lib/env.ts";
import { log } from "#/lib/log.ts";
import { startWorker } from "#/workers/start-worker.ts";

const services = await openServices();
const worker = startWorker({
  leaseMs: env().WORKER_LEASE_MS,
  jobs: env().WORKER_CONCURRENCY,
  maxCalls: env().WORKER_CALLS,
  retry: defaultRetryPolicy,
  judgeCalls: env().JUDGE_CONCURRENCY,
});
log().info({ worker: worker.state.id }, "worker started");

async function stop(signal: string): Promise<void> {
  // Calls that do not end must not keep the process: its leases are taken over, nothing is lost.
  setTimeout(() => process.exit(1), 28_000).unref();
  log().info({ worker: worker.state.id, signal }, "worker stopping");
  await worker.stop();
  await closeDb();
  await services.release();
  log().info({ worker: worker.state.id }, "worker stopped");
  process.exit(0);
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
