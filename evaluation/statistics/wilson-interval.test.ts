import { describe, expect, it } from "vitest";
import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";

describe("wilsonInterval", () => {
  it("agrees with R's prop.test(correct = FALSE)", () => {
    const cases = [
      [81, 263, 0.2552614, 0.3661949],
      [1, 10, 0.01787621, 0.40415],
      [15, 148, 0.06241156, 0.1604889],
    ] as const;
    for (const [successes, n, low, high] of cases) {
      expect(wilsonInterval(successes, n)?.low).toBeCloseTo(low, 4);
      expect(wilsonInterval(successes, n)?.high).toBeCloseTo(high, 4);
    }
  });

  it("touches 0 and 1 exactly at the ends and has no interval without trials", () => {
    expect(wilsonInterval(0, 20)?.low).toBe(0);
    expect(wilsonInterval(20, 20)?.high).toBe(1);
    expect(wilsonInterval(20, 20)?.low).toBeCloseTo(0.8389, 3);
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it("refuses impossible counts", () => {
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError);
    expect(() => wilsonInterval(Number.NaN, 2)).toThrow(RangeError);
  });
});
