import { closeQueue } from "#/jobs/enqueue.ts";
import { closeDb } from "#/lib/db.ts";
import { openServices, type Services } from "#/lib/embedded-services.ts";
import { provideEnv } from "#/lib/env.ts";
import { openScratchData } from "#/scripts/scratch-data.ts";
import { stopSignal } from "#/server/stop-signal.ts";

export type BenchBoard = { services: Services; folder: string };

/** A board on fresh data for the time of the benches; an interrupted bench cleans up too. */
export async function withBenchBoard<T>(work: (board: BenchBoard) => Promise<T>): Promise<T> {
  const interrupted = stopSignal().then((signal) => Promise.reject(new Error(`Stopped by ${signal}.`)));
  const data = await openScratchData();
  try {
    provideEnv({ LOG_LEVEL: "error", ENDPOINT_ALLOWLIST: "127.0.0.1" });
    const services = await openServices();
    try {
      return await Promise.race([work({ services, folder: data.folder }), interrupted]);
    } finally {
      await closeQueue();
      await closeDb();
      await services.release();
    }
  } finally {
    data.removeNow();
  }
}
