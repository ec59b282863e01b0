import { expect, it } from "vitest";
import { assessedValues, ratedByAll } from "#/features/compare/rated-runs.ts";

const item = (d: number | null, score: number | null) => ({ d, score, mos: 1, subset: null });

it("takes d where a run has any, else the score", () => {
  expect([...assessedValues([item(2, 0.5), item(null, 0.7)])]).toEqual([[0, 2]]);
  expect([...assessedValues([item(null, 0.5), item(null, null)])]).toEqual([[0, 0.5]]);
});

it("puts first the items whose places lie farthest apart, whatever the units", () => {
  const nats = new Map([
    [0, -3],
    [1, -2],
    [2, -1],
    [3, 5],
  ]);
  const points = new Map([
    [0, 90],
    [1, 70],
    [2, 60],
  ]);
  const found = ratedByAll([nats, points], "places", (number) => number * 10);
  expect(found.map(({ number, gap, mos }) => [number, gap, mos])).toEqual([
    [0, 2, 0],
    [2, 2, 20],
    [1, 0, 10],
  ]);
  expect(found[0]?.ratings).toEqual([
    { value: -3, place: 3 },
    { value: 90, place: 1 },
  ]);
});

it("puts first the descriptions whose points lie farthest apart", () => {
  const first = new Map([
    [4, 6],
    [5, 2],
  ]);
  const second = new Map([
    [4, 5.8],
    [5, 4],
  ]);
  expect(ratedByAll([first, second], "values").map(({ number }) => number)).toEqual([5, 4]);
});
