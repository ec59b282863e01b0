/** Returns how one score is named among all of a run: a slice of accuracy by the slice, another metric by itself. */
export function scoreKey({ metric, slice }: { metric: string; slice: string }): string {
  if (metric === "accuracy") return slice;
  return slice === "overall" ? metric : `${metric}.${slice}`;
}
