import { expect, it } from "vitest";
import { type RequestSample, summary } from "#/bench/strangers/summary.ts";

const health = (from: number, to: number | null, status = 200): RequestSample => ({
  probe: "health",
  from,
  to,
  status,
});

it("counts a request for every time that it waited through, however late its answer", () => {
  const requests = [health(0, 900), health(950, 5_950), health(6_000, null, 0)];
  const rest = { requests, progress: [], memory: [] };
  expect(summary(1_000, 2_000, rest).longest.health).toBe(5);
  expect(summary(100, 900, rest).longest.health).toBe(0.9);
  expect(summary(6_100, 8_000, rest)).toMatchObject({ longest: { health: 2 }, refused: { "health 0": 1 } });
});

it("tells items a second between two counts, and peaks of memory", () => {
  const progress = [0, 1000, 2000].map((at) => ({ at, done: at / 10, waitedMs: at / 20 }));
  const memory = [300, 500, 400].map((web, index) => ({ at: index * 1000, web, worker: 100 }));
  const told = summary(500, 1500, { requests: [], progress, memory });
  expect(told.itemsPerSecond).toBe(100);
  expect(told.webMb).toBe(500);
  expect(told.machine).toBe(0.05);
});
