/**
 * Returns the rows `now` with the last `count` that are not in their place put there, in front of those that are: moves no more
 * rows than that. `desired` itself once all are in place.
 */
export function closerOrder<Row>(now: readonly Row[], desired: Row[], count: number): Row[] {
  let settled = 0;
  while (settled < desired.length && now.at(-1 - settled) === desired.at(-1 - settled)) settled++;
  const start = desired.length - settled - count;
  if (start <= 0) return desired;
  const end = desired.slice(start);
  const placed = new Set(end);
  return [...now.filter((row) => !placed.has(row)), ...end];
}
