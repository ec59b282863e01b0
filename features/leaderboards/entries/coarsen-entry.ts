import { coarsenScores } from "#/features/access/coarsen-scores.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";

/**
 * Returns the entry with what may be shown of it. Reported figures are public elsewhere and random guess needs no key: they
 * stay as they are. Tests on the same items would tell of them, so it counts as not compared.
 */
export function coarsenEntry(entry: PublishedEntry): PublishedEntry {
  if (!entry.hidden || entry.source === "reported" || entry.model.kind === "random") return entry;
  return { ...entry, comparedAt: null, scores: coarsenScores(entry.scores) };
}
