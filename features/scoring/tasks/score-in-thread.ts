import { Worker } from "node:worker_threads";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import {
  type AssessmentItem,
  type AssessmentScore,
  scoreAssessment,
} from "#/evaluation/tasks/assessment/correlate.ts";
import { assessmentScores } from "#/features/scoring/tasks/assessment-scores.ts";
import { BoundedThread } from "#/lib/threads/bounded-thread.ts";

/** A hundred times what 40,000 items take: who comes here has no end. */
const cpuMs = 600_000;

/**
 * assessmentScores, in a thread where it takes a bootstrap: with 40,000 items that is seconds in which
 * nothing else would be served.
 */
export async function scoreInThread(items: readonly AssessmentItem[]): Promise<ScoreRow[]> {
  const quick = scoreAssessment(items, () => null);
  return isComplete(quick) ? assessmentScores(items, quick) : inThread(items);
}

function isComplete({ srcc, plcc, subsets }: AssessmentScore): boolean {
  const correlations = [srcc, plcc, ...subsets.flatMap((part) => [part.srcc, part.plcc])];
  return correlations.every(({ value, low }) => value === null || low !== null);
}

async function inThread(items: readonly AssessmentItem[]): Promise<ScoreRow[]> {
  const thread = new BoundedThread(new Worker(new URL("./score-worker.ts", import.meta.url)));
  try {
    return await thread.run<ScoreRow[]>(items, { cpuMs });
  } finally {
    await thread.close();
  }
}
