import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import type { ScoreValue } from "#/features/leaderboards/ranking/leaderboard-row.ts";

export const noScore: ScoreValue = { value: null, n: null, low: null, high: null };

export function scoreValue({ scores }: PublishedEntry, metric: string, slice = "overall"): ScoreValue {
  const found = scores.find((score) => score.metric === metric && score.slice === slice);
  return found ? { value: found.value, n: found.n, low: found.low, high: found.high } : noScore;
}
