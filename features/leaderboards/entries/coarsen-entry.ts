import { coarsenScores } from "#/features/access/coarsen-scores.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";

/** Returns the entry with what may be shown of its scores. Reported figures are public elsewhere and stay as they are. */
export function coarsenEntry(entry: PublishedEntry): PublishedEntry {
  if (!entry.hidden || entry.source === "reported") return entry;
  return { ...entry, scores: coarsenScores(entry.scores) };
}
