/**
 * The rows `now` with the last `count` that are not in their place put there, in front of those that are: moves no more
 * rows than that. `wanted` itself once all are in place.
 */
export function closerOrder<Row>(now: readonly Row[], wanted: Row[], count: number): Row[] {
  let settled = 0;
  while (settled < wanted.length && now.at(-1 - settled) === wanted.at(-1 - settled)) settled++;
  const start = wanted.length - settled - count;
  if (start <= 0) return wanted;
  const end = wanted.slice(start);
  const placed = new Set(end);
  return [...now.filter((row) => !placed.has(row)), ...end];
}
