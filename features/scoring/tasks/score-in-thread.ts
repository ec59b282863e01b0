import { Worker } from "node:worker_threads";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import { BoundedThread } from "#/lib/threads/bounded-thread.ts";

/** A hundred times what 40,000 items take: who comes here has no end. */
const cpuMs = 600_000;

/** assessmentScores, in a thread: their bootstraps take seconds in which nothing else would be served. */
export async function scoreInThread(items: readonly AssessmentItem[]): Promise<ScoreRow[]> {
  const thread = new BoundedThread(new Worker(new URL("./score-worker.ts", import.meta.url)));
  try {
    return await thread.run<ScoreRow[]>(items, { cpuMs });
  } finally {
    await thread.close();
  }
}
