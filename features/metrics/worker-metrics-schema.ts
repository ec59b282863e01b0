import { z } from "zod";

const counts = z.record(z.string(), z.number());

/** What a worker tells of itself with each sign of life; counters begin at 0 with the process. */
export const workerMetricsSchema = z.object({
  items: counts,
  failures: counts,
  repeats: counts,
  callsInFlight: z.number(),
  judgeCallsInFlight: z.number(),
  submissions: z.number(),
  batches: z.number(),
  lagSeconds: z.object({ median: z.number(), p99: z.number(), longest: z.number() }),
  residentBytes: z.number(),
});

export type WorkerMetricsRecord = z.infer<typeof workerMetricsSchema>;
