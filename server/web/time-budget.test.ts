import { expect, it } from "vitest";
import { SharedProcessorTime } from "#/server/web/shared-processor-time.ts";
import { TimeBudget } from "#/server/web/time-budget.ts";

it("gives each key so much at once and a share in the long run", () => {
  let now = 0;
  const budget = new TimeBudget(1000, 1 / 4, () => now);
  budget.charge("a", 900);
  expect(budget.waitMs("a")).toBe(0);
  budget.charge("a", 300);
  expect(budget.waitMs("a")).toBe(800);
  expect(budget.waitMs("b")).toBe(0);
  now = 800;
  expect(budget.waitMs("a")).toBe(0);
  let taken = 0;
  for (; now < 100_000; now += 10)
    if (budget.waitMs("a") === 0) {
      budget.charge("a", 100);
      taken += 100;
    }
  expect(taken / 100_000).toBeCloseTo(1 / 4, 1);
});

it("keeps count of many keys, not of any number", () => {
  const budget = new TimeBudget(0, 1);
  budget.charge("early", 1e9);
  for (let n = 0; n < 9000; n++) budget.charge(`${n}`, 1e9);
  expect(budget.waitMs("early")).toBeGreaterThan(0);
  for (let n = 0; n < 20_000; n++) budget.charge(`x${n}`, 1e9);
  expect(budget.waitMs("early")).toBe(0);
  expect(budget.waitMs("x19999")).toBeGreaterThan(0);
});

it("splits processor time among what is at work", () => {
  let cpu = 0;
  const time = new SharedProcessorTime(() => cpu);
  const a = time.begin();
  cpu = 10;
  const b = time.begin();
  cpu = 30;
  expect(a.end()).toBe(20);
  cpu = 35;
  expect(b.ms()).toBe(15);
  expect(b.end()).toBe(15);
});
