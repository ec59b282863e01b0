import type { Domain } from "#/features/leaderboards/table/table-model.ts";

/** Twelve even steps, 0 to 11, each 5 % of the heat colour's strength. */
const heatSteps = 12;

export function heatStep(value: number, [low, high]: Domain): number {
  if (!(high > low)) return 0;
  const share = (value - low) / (high - low);
  return Math.min(heatSteps - 1, Math.max(0, Math.floor(share * heatSteps)));
}
