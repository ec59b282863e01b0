import { expect, it } from "vitest";
import { closerOrder } from "#/features/leaderboards/components/long-table/closer-order.ts";

it("settles rows from the end, so many at a time, until all are where they are wanted", () => {
  const wanted = ["c", "a", "e", "b", "d"];
  const first = closerOrder(["a", "b", "c", "d", "e"], wanted, 2);
  expect(first).toEqual(["a", "c", "e", "b", "d"]);
  expect(closerOrder(first, wanted, 1)).toEqual(["c", "a", "e", "b", "d"]);
  expect(closerOrder(first, wanted, 2)).toBe(wanted);
  expect(closerOrder(wanted, wanted, 1)).toBe(wanted);
});

it("needs a turn for each so many rows", () => {
  const wanted = Array.from({ length: 500 }, (_, n) => (n * 7) % 500);
  let rows = Array.from({ length: 500 }, (_, n) => n);
  let turns = 0;
  for (; rows !== wanted; turns++) rows = closerOrder(rows, wanted, 40);
  expect(turns).toBeLessThanOrEqual(13);
});
