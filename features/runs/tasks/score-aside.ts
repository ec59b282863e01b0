import { Worker } from "node:worker_threads";
import {
  type AssessmentItem,
  type AssessmentScore,
  scoreAssessment,
} from "#/evaluation/tasks/assessment/correlate.ts";
import { assessmentScores } from "#/features/runs/tasks/assessment-scores.ts";
import type { ScoreRow } from "#/features/runs/tasks/task-runner.ts";

/**
 * assessmentScores, in a thread where it takes a bootstrap: with 40,000 items that is seconds in which
 * nothing else would be served.
 */
export async function scoreAside(items: readonly AssessmentItem[]): Promise<ScoreRow[]> {
  const quick = scoreAssessment(items, () => null);
  return isComplete(quick) ? assessmentScores(items, quick) : inThread(items);
}

function isComplete({ srcc, plcc, subsets }: AssessmentScore): boolean {
  const correlations = [srcc, plcc, ...subsets.flatMap((part) => [part.srcc, part.plcc])];
  return correlations.every(({ value, low }) => value === null || low !== null);
}

function inThread(items: readonly AssessmentItem[]): Promise<ScoreRow[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./score-thread.ts", import.meta.url));
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`The scoring thread ended with code ${code}.`)));
    // Not as workerData, which the web build keeps for its own start.
    thread.postMessage(items);
  });
}
