import type { ScoreFormat } from "#/features/leaderboards/table/table-model.ts";

const digits: Record<ScoreFormat, number> = { percent: 1, correlation: 3, points: 2, sum: 2 };

/** Returns the figure as a cell shows it: per cent to one decimal without the sign, correlations to three, points to two. */
export function formatScore(value: number, format: ScoreFormat): string {
  const shown = (format === "percent" ? value * 100 : value).toFixed(digits[format]);
  return shown.startsWith("-") ? (Number(shown) === 0 ? shown.slice(1) : `−${shown.slice(1)}`) : shown;
}

export function formatInterval(low: number, high: number, format: ScoreFormat): string {
  const joint = low < 0 || high < 0 ? " … " : "–";
  return `${formatScore(low, format)}${joint}${formatScore(high, format)}${format === "percent" ? " %" : ""}`;
}
