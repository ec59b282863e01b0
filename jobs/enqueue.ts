import type { z } from "zod";
import { type JobContract, queueName } from "#/jobs/contracts.ts";
import { jobRetention } from "#/jobs/settings.ts";
import { openQueue, type QueueHandle } from "#/lib/queue.ts";
import { within } from "#/lib/with-timeout.ts";

/** While its store is away a queue neither takes a job nor closes, and says nothing. */
const patienceMs = 3_000;

const holder = globalThis as typeof globalThis & { boardQueue?: QueueHandle };

/** Tells the workers that there is something to do. Losing a ring loses no work: the reconciler rings again. */
export async function ring<C extends JobContract>(
  contract: C,
  payload: z.input<C["payload"]>,
  times = 1,
): Promise<void> {
  const data = contract.payload.parse(payload);
  const queue = openRing();
  const opts = {
    attempts: contract.attempts,
    backoff: { type: "exponential", delay: 1000 },
    ...jobRetention,
  };
  const jobs = Array.from({ length: times }, () => ({ name: contract.name, data, opts }));
  try {
    await within(patienceMs, queue.addBulk(jobs));
  } catch (error) {
    // A connection that failed at first stays so: the next ring opens another one.
    await closeQueue().catch(() => {});
    throw error;
  }
}

/** The queue that rings go to, one connection a process. */
export function openRing(): QueueHandle {
  holder.boardQueue ??= openQueue(queueName);
  return holder.boardQueue;
}

/** Also to be called when the queue's store was away: the next ring opens it anew. */
export async function closeQueue(): Promise<void> {
  const queue = holder.boardQueue;
  delete holder.boardQueue;
  await within(patienceMs, queue?.close() ?? Promise.resolve());
}
