import type { PublishedEntry, PublishedScore } from "#/features/leaderboards/entries/published-entry.ts";

export const smallestHiddenSlice = 50;

/**
 * What may be shown of a set whose answers are hidden: slices of 50 items or more, to 0.1 %. Finer figures would
 * let a submitter read the key off its own answers. Reported figures are public elsewhere and stay as they are.
 */
export function coarsenHidden(entry: PublishedEntry): PublishedEntry {
  if (!entry.hidden || entry.source === "reported") return entry;
  return { ...entry, scores: entry.scores.filter(isLarge).map(coarsenScore) };
}

function isLarge({ n }: PublishedScore): boolean {
  return n !== null && n >= smallestHiddenSlice;
}

function coarsenScore(score: PublishedScore): PublishedScore {
  const { value, low, high } = score;
  return { ...score, value: orNull(value), low: orNull(low), high: orNull(high) };
}

function orNull(value: number | null): number | null {
  return value === null ? null : coarsenFigure(value);
}

export function coarsenFigure(value: number): number {
  return Math.round(value * 1000) / 1000;
}
