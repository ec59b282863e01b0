import { closeDb } from "#/lib/db.ts";
import { openServices } from "#/lib/embedded-services.ts";
import { env } from "#/lib/env.ts";
import { log } from "#/lib/log.ts";
import { startWorker } from "#/workers/start-worker.ts";

const services = await openServices();
const worker = startWorker({
  leaseMs: env().WORKER_LEASE_MS,
  lanes: env().WORKER_CONCURRENCY,
  maxCalls: env().WORKER_CALLS,
});
log().info({ worker: worker.state.id }, "worker started");

let stopping: Promise<void> | undefined;

async function stop(signal: string): Promise<void> {
  log().info({ worker: worker.state.id, signal }, "worker stopping");
  await worker.stop();
  await closeDb();
  await services.release();
  log().info({ worker: worker.state.id }, "worker stopped");
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    stopping ??= stop(signal);
  });
}
// A process that cannot end its calls must still end in time.
process.on("SIGTERM", () => setTimeout(() => process.exit(1), 28_000).unref());
