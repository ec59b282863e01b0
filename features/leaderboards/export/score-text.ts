import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import type { FlatColumn } from "#/features/leaderboards/tasks/leaderboard-task.ts";
import { roundHalfUp, shareOfItems } from "#/lib/round-half-up.ts";

const digits = { share: 2, correlation: 3, points: 2 } as const;

/** Shares in per cent, correlations and points as they are; `–` where there is none. */
export function scoreText({ value, n }: Estimate, unit: FlatColumn["unit"]): string {
  if (value === null) return "–";
  return roundHalfUp(unit === "share" ? shareOfItems(value, n) * 100 : value, digits[unit]).replace("−", "-");
}
