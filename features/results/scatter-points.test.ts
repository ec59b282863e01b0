import { expect, it } from "vitest";
import { disagreements, type ScatterPoint, thinOut } from "#/features/results/scatter-points.ts";

it("thins out evenly, from the first point on, and leaves few points alone", () => {
  const all = Array.from({ length: 10_073 }, (_, n) => n);
  const some = thinOut(all, 1500);
  expect(some).toHaveLength(1500);
  expect(new Set(some).size).toBe(1500);
  expect(some[0]).toBe(0);
  expect(some.at(-1)).toBeGreaterThan(10_060);
  expect(thinOut(all.slice(0, 1500), 1500)).toHaveLength(1500);
});

it("puts the items first whose places lie farthest apart, ties sharing a place", () => {
  const points: ScatterPoint[] = [
    [7, 0.9, 1],
    [8, 0.5, 5],
    [9, 0.5, 4],
    [10, 0.1, 3],
  ];
  expect(disagreements(points, 2)).toEqual([
    { item: 7, predicted: 0.9, mos: 1, predictedRank: 1, mosRank: 4 },
    { item: 8, predicted: 0.5, mos: 5, predictedRank: 2.5, mosRank: 1 },
  ]);
});
