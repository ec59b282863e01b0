import { memoryUsage } from "node:process";
import { measureLag } from "#/features/metrics/event-loop-lag.ts";
import { metricsText } from "#/features/metrics/metrics-text.ts";
import { drainingNow, listWorkers, workToDo } from "#/features/metrics/queries.ts";
import { queueState } from "#/jobs/queue-state.ts";

const lag = measureLag();

/** Resolves with how the board is doing, with the figures that its workers left in the database, for Prometheus. */
export async function boardMetrics(): Promise<string> {
  const [work, workers, draining, queue] = await Promise.all([
    workToDo(),
    listWorkers(),
    drainingNow(),
    queueState(),
  ]);
  const web = { lagSeconds: lag(), residentBytes: memoryUsage.rss() };
  return metricsText({ work, workers, queue, draining: draining !== null, web });
}
