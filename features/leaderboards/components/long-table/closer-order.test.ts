import { expect, it } from "vitest";
import { closerOrder } from "#/features/leaderboards/components/long-table/closer-order.ts";

it("settles rows from the end, so many at a time, until all are where they are wanted", () => {
  const desired = ["c", "a", "e", "b", "d"];
  const first = closerOrder(["a", "b", "c", "d", "e"], desired, 2);
  expect(first).toEqual(["a", "c", "e", "b", "d"]);
  expect(closerOrder(first, desired, 1)).toEqual(["c", "a", "e", "b", "d"]);
  expect(closerOrder(first, desired, 2)).toBe(desired);
  expect(closerOrder(desired, desired, 1)).toBe(desired);
});

it("needs a turn for each so many rows", () => {
  const desired = Array.from({ length: 500 }, (_, n) => (n * 7) % 500);
  let rows = Array.from({ length: 500 }, (_, n) => n);
  let turns = 0;
  for (; rows !== desired; turns++) rows = closerOrder(rows, desired, 40);
  expect(turns).toBeLessThanOrEqual(13);
});
