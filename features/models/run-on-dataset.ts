import type { PublishedEntry } from "#/features/leaderboards/published-entry.ts";

export type RunEntry = PublishedEntry & { runId: number };

/**
 * The entry of a model that has items on this version of a dataset: that of the submission asked for, else the one
 * published last. Of descriptions one that a judge has rated.
 */
export function runOnDataset(
  entries: readonly PublishedEntry[],
  datasetId: number,
  submission: string | null = null,
): RunEntry | null {
  const [latest] = entries
    .filter(hasRun)
    .filter((entry) => entry.datasetId === datasetId)
    .filter((entry) => (entry.task === "description") === (entry.pipeline !== "multiple-choice"))
    .filter((entry) => submission === null || entry.submission?.id === submission)
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || b.id - a.id);
  return latest ?? null;
}

function hasRun(entry: PublishedEntry): entry is RunEntry {
  return entry.runId !== null && entry.runId !== undefined;
}
