import { type Estimate, estimateOf } from "#/evaluation/statistics/estimate.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";

export const noScore: Estimate = { value: null, n: null, low: null, high: null };

export function scoreValue({ scores }: PublishedEntry, metric: string, slice = "overall"): Estimate {
  const found = scores.find((score) => score.metric === metric && score.slice === slice);
  return found ? estimateOf(found) : noScore;
}
