import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import { tableKey } from "#/features/leaderboards/entries/table-key.ts";

/** Returns who says it, about which model, in which table: entries that agree in this are one row over time. */
export function rowKey(entry: PublishedEntry): string {
  const says = entry.submission?.ownerId ?? entry.reportedBy;
  return JSON.stringify([entry.model.slug, entry.source, tableKey(entry), says]);
}

/** Of several entries for one row and dataset the one published last. */
export function latestEntries(entries: readonly PublishedEntry[]): PublishedEntry[] {
  const latest = new Map<string, PublishedEntry>();
  for (const entry of entries) {
    const key = `${entry.datasetSlug} ${rowKey(entry)}`;
    const known = latest.get(key);
    if (!known || isLater(entry, known)) latest.set(key, entry);
  }
  return [...latest.values()];
}

function isLater(a: PublishedEntry, b: PublishedEntry): boolean {
  return (a.publishedAt.getTime() - b.publishedAt.getTime() || a.id - b.id) > 0;
}
