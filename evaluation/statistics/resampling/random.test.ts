import { expect, it } from "vitest";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";

it("repeats itself for a seed and differs between seeds", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed).nextUint32);
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

it("spreads draws evenly: chi-square of 10 cells, 100,000 draws, under the 99.9 % point 27.88", () => {
  const random = seededRandom(1);
  const cells = new Array<number>(10).fill(0);
  for (let draw = 0; draw < 100_000; draw++) {
    const cell = random.nextBelow(10);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  const chiSquare = cells.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(27.88);
});
