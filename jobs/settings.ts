/** By age only: with a count, BullMQ on PostgreSQL deadlocks now and then. Why these numbers: docs/decisions/0003. */
export const jobRetention = { removeOnComplete: { age: 600 }, removeOnFail: { age: 7 * 24 * 3600 } };

/** Returns how soon a killed worker's job is enqueued again, and the reconciler looks; in step with the leases it waits for. */
export function queueTimings(leaseMs: number) {
  return { lockDurationMs: leaseMs / 2, stalledIntervalMs: leaseMs / 4, reconcileEveryMs: leaseMs / 2 };
}

/** The default of 1 gives a job up after its second killed worker. */
export const maxStalledCount = 1_000;
