import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";

export type RunEntry = PublishedEntry & { runId: number };

/** Returns the entries of a model that have items on this version of a dataset, newest first. Of descriptions those a judge has rated. */
export function runsOnDataset(entries: readonly PublishedEntry[], datasetId: number): RunEntry[] {
  return entries
    .filter(hasRun)
    .filter((entry) => entry.datasetId === datasetId)
    .filter((entry) => taskTraits[entry.task].needsJudge === (entry.judgeId !== null))
    .sort(newestFirst);
}

/** Returns the that of the submission asked for, else the newest; models are not compared by it, for it may be of any table. */
export function runOnDataset(
  entries: readonly PublishedEntry[],
  datasetId: number,
  submission: string | null = null,
): RunEntry | null {
  const runs = runsOnDataset(entries, datasetId);
  return runs.find((entry) => submission === null || entry.submission?.id === submission) ?? null;
}

export function newestFirst(a: PublishedEntry, b: PublishedEntry): number {
  return b.publishedAt.getTime() - a.publishedAt.getTime() || b.id - a.id;
}

function hasRun(entry: PublishedEntry): entry is RunEntry {
  return entry.runId !== null && entry.runId !== undefined;
}
