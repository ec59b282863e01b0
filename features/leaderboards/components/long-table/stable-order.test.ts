import { expect, it } from "vitest";
import { keptOrder } from "#/features/leaderboards/components/long-table/stable-order.ts";

it("keeps the rows that are there in their order and puts new ones after those they are wanted after", () => {
  expect(keptOrder(["a", "b", "c"], ["c", "n", "m", "a"])).toEqual(["a", "c", "n", "m"]);
  expect(keptOrder(["a", "b"], ["n", "b", "a"])).toEqual(["n", "a", "b"]);
});

it("gives the list itself that has the order already", () => {
  const now = ["a", "b", "c"];
  const same = [...now];
  expect(keptOrder(now, same)).toBe(same);
  expect(keptOrder(now, ["c", "b", "a"])).toBe(now);
  const wanted = ["n", "a", "m", "c"];
  expect(keptOrder(now, wanted)).toBe(wanted);
  expect(keptOrder([], wanted)).toBe(wanted);
  expect(keptOrder(now, [])).toEqual([]);
});
