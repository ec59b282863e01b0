import { describe, expect, it } from "vitest";
import { formatInterval, formatScore } from "#/features/leaderboards/table/format-score.ts";
import { heatStep } from "#/features/leaderboards/table/heat-step.ts";
import {
  nextSort,
  parseTableState,
  sortDirection,
  tableStateQuery,
} from "#/features/leaderboards/table/table-state.ts";

describe("a table's address", () => {
  it("comes back as it went", () => {
    const query =
      "dataset=llvisionqa-dev&view=cell&sort=-what.distortion&q=llava+1.5&kind=model&pin=a,b&density=compact";
    const params = Object.fromEntries(new URLSearchParams(query));
    expect(tableStateQuery(parseTableState(params))).toBe(query);
  });

  it("is empty for the defaults and for what it does not understand", () => {
    expect(tableStateQuery(parseTableState({ kind: "fish", density: "x", q: "  ", pin: ",," }))).toBe("");
  });

  it("takes the last of a repeated name, as a form without script sends it", () => {
    expect(parseTableState({ sort: ["-overall", "name"], pin: ["a", "a,b,a"] })).toMatchObject({
      sort: "name",
      pin: ["a", "b"],
    });
  });

  it("turns the sort round on the second press", () => {
    expect(nextSort(null, "overall", true)).toBe("-overall");
    expect(nextSort("-overall", "overall", true)).toBe("overall");
    expect(nextSort("overall", "name", false)).toBe("name");
    expect(sortDirection("-overall", "overall")).toBe("descending");
    expect(sortDirection("-overall", "what")).toBe("none");
  });
});

describe("figures", () => {
  it("keep one precision down a column and a true minus", () => {
    expect(formatScore(0.6636, "percent")).toBe("66.4");
    expect(formatScore(1, "percent")).toBe("100.0");
    expect(formatScore(-0.0821, "correlation")).toBe("−0.082");
    expect(formatScore(-0.0001, "correlation")).toBe("0.000");
    expect(formatScore(3.4699, "points")).toBe("3.47");
    expect(formatInterval(0.6211, 0.7042, "percent")).toBe("62.1–70.4 %");
    expect(formatInterval(-0.01, 0.05, "correlation")).toBe("−0.010 … 0.050");
  });

  it("map to twelve even steps of heat, clamped", () => {
    expect([0.2, 0.26, 0.52, 0.8, 2, 0].map((value) => heatStep(value, [0.2, 0.8]))).toEqual([
      0, 1, 6, 11, 11, 0,
    ]);
    expect(heatStep(0.5, [0.5, 0.5])).toBe(0);
  });
});
