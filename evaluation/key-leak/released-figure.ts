import { fisherInterval } from "#/evaluation/statistics/fisher-interval.ts";
import type { Interval } from "#/evaluation/statistics/interval.ts";
import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";

/** What a figure of a hidden key is: how its standard error depends on its value. */
type Scale = { kind: "share" | "correlation"; most: number };

/** Returns the scale of a figure that is made from the key and may be let out; null for every other metric. */
export function scaleOf(metric: string): Scale | null {
  if (metric === "accuracy") return { kind: "share", most: 1 };
  if (["srcc", "plcc", "krcc"].includes(metric)) return { kind: "correlation", most: 1 };
  if (metric === "sum") return { kind: "share", most: 6 };
  return metric.endsWith(".score") ? { kind: "share", most: 2 } : null;
}

/**
 * Returns where a figure lies on a scale on which its standard error is one everywhere, in half standard errors. Shares (and
 * ratings, as shares of the highest) by the arcsine of their root, whose standard error is 1/(2√n) (Anscombe 1948);
 * correlations by Fisher's z, 1/√(n−3). The scale depends on n alone, so it tells nothing itself. Of items in groups and of
 * mean ratings the true standard error is another one, and the scale that of independent items. Null where `value` is, and for
 * fewer than four items.
 */
export function halfErrors(value: number | null, n: number, { kind, most }: Scale): number | null {
  if (value === null || n < 4) return null;
  if (kind === "share") return 4 * Math.sqrt(n) * Math.asin(Math.sqrt(clamp(value / most, 0, 1)));
  return 2 * Math.sqrt(n - 3) * Math.atanh(clamp(value, -almostOne, almostOne));
}

/** Returns the cell of half a standard error that a figure is rounded to. */
export function halfErrorCell(value: number | null, n: number, scale: Scale): number | null {
  const place = halfErrors(value, n, scale);
  return place === null ? null : Math.round(place);
}

/** Returns the figure that stands for a cell. */
export function figureOfCell(cell: number, n: number, { kind, most }: Scale): number {
  const exact =
    kind === "share"
      ? most * Math.sin(Math.min(cell / (4 * Math.sqrt(n)), Math.PI / 2)) ** 2
      : Math.tanh(cell / (2 * Math.sqrt(n - 3)));
  return Math.round(exact * 1e4) / 1e4;
}

/**
 * Returns the 95 % interval that a rounded figure and `n` alone give, of ratings the widest that they allow; `n` is the number of
 * groups where items are not independent, so that none is too narrow.
 */
export function intervalOfFigure(value: number, n: number, { kind, most }: Scale): Interval | null {
  if (kind !== "share") return fisherInterval(value, n);
  const share = wilsonInterval(clamp((value / most) * n, 0, n), n);
  return share && { low: share.low * most, high: share.high * most };
}

const almostOne = 1 - 1e-9;

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
