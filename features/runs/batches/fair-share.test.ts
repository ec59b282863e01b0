import { describe, expect, it } from "vitest";
import { fairShare } from "#/features/runs/batches/fair-share.ts";

describe("fairShare", () => {
  it("divides evenly and gives the remainder to the first", () => {
    expect(fairShare(64, [64, 64])).toEqual([32, 32]);
    expect(fairShare(8, [8, 8, 8])).toEqual([3, 3, 2]);
  });

  it("passes on what a modest worker leaves", () => {
    expect(fairShare(64, [10, 64, 64])).toEqual([10, 27, 27]);
    expect(fairShare(128, [32, 32, 32])).toEqual([32, 32, 32]);
  });

  it("leaves some with nothing when there are more workers than slots, never exceeding the whole", () => {
    expect(fairShare(1, [1, 1])).toEqual([1, 0]);
    for (let slots = 0; slots < 20; slots++) {
      const shares = fairShare(slots, [3, 9, 1, 0, 20]);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(Math.min(slots, 33));
    }
  });
});
