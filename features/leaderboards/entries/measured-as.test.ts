import { expect, it } from "vitest";
import { commonMeasure, type MeasuredAs } from "#/features/leaderboards/entries/measured-as.ts";

const one: MeasuredAs = {
  rung: "E",
  words: ["good", "poor"],
  topK: 20,
  censored: 0.01,
  coverage: 1,
  submissionId: null,
};

it("says of a row what its figures have in common, the worst of what differs, and every rung", () => {
  const other: MeasuredAs = { ...one, rung: "P", topK: 5, censored: 0.2, coverage: 0.99 };
  expect(commonMeasure([one, other])).toEqual({
    ...one,
    rung: "E, P",
    topK: null,
    censored: 0.2,
    coverage: 0.99,
  });
  expect(commonMeasure([])).toBe(null);
});
