import { z } from "zod";

const bound = z.number().nullable();

/**
 * A figure, the items that it rests on, and its 95 % interval. A `value` of null is undefined, as the correlation of equal
 * scores. `groups`: how many groups its items fall in, where they are not independent.
 */
export const estimateSchema = z.object({
  value: bound,
  n: z.int().nullable(),
  low: bound,
  high: bound,
  groups: z.int().nullable().optional(),
});

export type Estimate = z.infer<typeof estimateSchema>;

/** Returns the estimate alone of a row that holds more; `groups` only where there are any. */
export function estimateOf<Count extends number | null>({
  value,
  n,
  low,
  high,
  groups,
}: Estimate & { n: Count }): Estimate & { n: Count } {
  return { value, n, low, high, ...(groups != null && { groups }) };
}

/** Why a figure has no interval, as the name of a text; null where it has one. */
export function noIntervalReason({ value, n, low, high, groups }: Estimate): NoInterval | null {
  if (low !== null && high !== null) return null;
  if (n === null) return "unknown";
  if (n < 4) return "few";
  if (groups === 1) return "oneGroup";
  if (value === null) return "undefined";
  return Math.abs(value) > 1 - 1e-12 ? "perfect" : "none";
}

type NoInterval = "unknown" | "few" | "oneGroup" | "undefined" | "perfect" | "none";

/** One figure of a run or a published row: what is measured, on which slice. */
export type ScoreRow = Estimate & { metric: string; slice: string };
