import type { z } from "zod";
import { type JobContract, queueName } from "#/jobs/contracts.ts";
import { jobRetention } from "#/jobs/settings.ts";
import { openQueue, type QueueHandle } from "#/lib/queue.ts";
import { withTimeout } from "#/lib/with-timeout.ts";

/** While its store is away a queue neither takes a job nor closes, and says nothing. */
const patienceMs = 3_000;

const holder = globalThis as typeof globalThis & { boardQueue?: QueueHandle };

/** Tells the workers that there is something to do. Losing a job loses no work: the reconciler enqueues again. */
export async function enqueue<C extends JobContract>(
  contract: C,
  payload: z.input<C["payload"]>,
  times = 1,
): Promise<void> {
  const data = contract.payload.parse(payload);
  const queue = openProducer();
  const opts = {
    attempts: contract.attempts,
    backoff: { type: "exponential", delay: 1000 },
    ...jobRetention,
  };
  const jobs = Array.from({ length: times }, () => ({ name: contract.name, data, opts }));
  try {
    await withTimeout(patienceMs, queue.addBulk(jobs));
  } catch (error) {
    // A connection that failed at first stays so: the next enqueue opens another one.
    await closeQueue().catch(() => {});
    throw error;
  }
}

/** Returns the queue that jobs go to, one connection a process. */
export function openProducer(): QueueHandle {
  holder.boardQueue ??= openQueue(queueName);
  return holder.boardQueue;
}

/** Also to be called when the queue's store was away: the next enqueue opens it again. */
export async function closeQueue(): Promise<void> {
  const queue = holder.boardQueue;
  delete holder.boardQueue;
  await withTimeout(patienceMs, queue?.close() ?? Promise.resolve());
}
