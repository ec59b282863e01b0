import { expect, it } from "vitest";
import { askedPlace, inOrder, optionOrder } from "#/evaluation/tasks/perception/option-order.ts";

it("keeps the dataset's order without a seed, and permutes the same way for the same seed and item", () => {
  expect(optionOrder(null, 5, 4)).toEqual([0, 1, 2, 3]);
  expect(inOrder(["a", "b", "c"], [2, 0, 1])).toEqual(["c", "a", "b"]);
  expect(optionOrder("run", 5, 4)).toEqual(optionOrder("run", 5, 4));
  const orders = (seed: string) =>
    JSON.stringify(Array.from({ length: 50 }, (_, n) => optionOrder(seed, n, 4)));
  expect(orders("run")).not.toBe(orders("other run"));
});

it("finds the place at which an option was asked", () => {
  expect(askedPlace(null, 5, 4, 2)).toBe(2);
  for (let item = 0; item < 20; item++) {
    const places = optionOrder("run", item, 4).map((option) => askedPlace("run", item, 4, option));
    expect(places).toEqual([0, 1, 2, 3]);
  }
});

it("puts every option at every place equally often", () => {
  const items = 12_000;
  const shown = new Map<string, number>();
  for (let item = 0; item < items; item++) {
    const order = optionOrder("7f/3", item, 4);
    expect(new Set(order).size).toBe(4);
    order.forEach((option, index) => {
      const cell = `${option}@${index}`;
      shown.set(cell, (shown.get(cell) ?? 0) + 1);
    });
  }
  expect(shown.size).toBe(16);
  // Each is binomial with p = 1/4: five standard deviations are 237.
  for (const count of shown.values()) expect(Math.abs(count - items / 4)).toBeLessThan(237);
});
