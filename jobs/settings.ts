/** By age only: with a count, BullMQ on PostgreSQL deadlocks now and then. Why these numbers: docs/decisions/0003. */
export const jobRetention = { removeOnComplete: { age: 600 }, removeOnFail: { age: 7 * 24 * 3600 } };

export const lockDurationMs = 10_000;
export const stalledIntervalMs = 5_000;
/** The default of 1 gives a job up after its second killed worker. */
export const maxStalledCount = 1_000;
