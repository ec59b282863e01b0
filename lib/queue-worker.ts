import { setTimeout as delay } from "node:timers/promises";
import type { Job } from "bullmq";

export type WorkerHandle = { close(): Promise<void> };

export type WorkerListeners = {
  onError: (error: Error) => void;
  onFailed: (job: Job | undefined, error: Error) => void;
};

const retryMs = 1_000;

/** What is asked of BullMQ's worker, on either backend; not running yet. */
type IdleWorker = {
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "failed", listener: (job: Job | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  run(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
};

/**
 * Lets a worker run only once its connection stands, and opens another one where it does not. BullMQ remembers a first
 * connection that failed, asks it again without a pause, and the process does nothing else any more.
 */
export function runOnceReady(open: () => IdleWorker, { onError, onFailed }: WorkerListeners): WorkerHandle {
  const closing = new AbortController();
  let running: IdleWorker | null = null;
  const opening = openUntilReady();
  return {
    close: async () => {
      closing.abort();
      await (running ? running.close() : opening);
    },
  };

  async function openUntilReady(): Promise<void> {
    while (!closing.signal.aborted) {
      const worker = open();
      worker.on("error", onError);
      worker.on("failed", onFailed);
      try {
        await worker.waitUntilReady();
        if (closing.signal.aborted) return await worker.close();
        running = worker;
        worker.run().catch(onError);
        return;
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)));
        await worker.close(true).catch(onError);
        await delay(retryMs, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  }
}
