import type { ScoreFormat } from "#/features/leaderboards/table/table-model.ts";
import { roundHalfUp, shareOfItems } from "#/lib/round-half-up.ts";

const digits: Record<ScoreFormat, number> = { percent: 1, correlation: 3, points: 2, sum: 2 };

/**
 * Returns the figure as a cell shows it: per cent to one decimal without the sign, from the fraction of `n` where that is known;
 * correlations to three, points to two.
 */
export function formatScore(value: number, format: ScoreFormat, n: number | null = null): string {
  return roundHalfUp(format === "percent" ? shareOfItems(value, n) * 100 : value, digits[format]);
}

export function formatInterval(low: number, high: number, format: ScoreFormat): string {
  const joint = low < 0 || high < 0 ? " … " : "–";
  return `${formatScore(low, format)}${joint}${formatScore(high, format)}${format === "percent" ? " %" : ""}`;
}
