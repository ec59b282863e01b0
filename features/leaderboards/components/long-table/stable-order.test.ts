import { expect, it } from "vitest";
import { stableOrder } from "#/features/leaderboards/components/long-table/stable-order.ts";

it("keeps the rows that are there in their order and puts new ones after those they are wanted after", () => {
  expect(stableOrder(["a", "b", "c"], ["c", "n", "m", "a"])).toEqual(["a", "c", "n", "m"]);
  expect(stableOrder(["a", "b"], ["n", "b", "a"])).toEqual(["n", "a", "b"]);
});

it("gives the list itself that has the order already", () => {
  const now = ["a", "b", "c"];
  const same = [...now];
  expect(stableOrder(now, same)).toBe(same);
  expect(stableOrder(now, ["c", "b", "a"])).toBe(now);
  const desired = ["n", "a", "m", "c"];
  expect(stableOrder(now, desired)).toBe(desired);
  expect(stableOrder([], desired)).toBe(desired);
  expect(stableOrder(now, [])).toEqual([]);
});
