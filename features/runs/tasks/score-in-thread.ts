import { Worker } from "node:worker_threads";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import type { ScoreRow } from "#/features/runs/tasks/task-runner.ts";

/** assessmentScores beside this thread: a bootstrap of 40,000 items takes seconds in which nothing else would be served. */
export function scoreInThread(items: readonly AssessmentItem[]): Promise<ScoreRow[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./score-thread.ts", import.meta.url));
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`The scoring thread ended with code ${code}.`)));
    // Not as workerData, which the web build keeps for its own start.
    thread.postMessage(items);
  });
}
