import { describe, expect, it } from "vitest";
import { chosenSlices, itemFilter, slicesQuery } from "#/features/datasets/item-filter.ts";

describe("the filter of a dataset's items", () => {
  it("comes from the address and goes back to it", () => {
    const chosen = chosenSlices({ type: "how", quadrant: "in-context-other" });
    expect(itemFilter(chosen)).toEqual({ questionType: 2, concern: 3 });
    expect(slicesQuery(chosen, 2)).toBe("?type=how&quadrant=in-context-other&page=2");
  });

  it("takes a solve rate, and its items beside the rest", () => {
    const chosen = chosenSlices({ type: "what", solved: "some" });
    expect(itemFilter(chosen, [3, 5])).toEqual({ questionType: 1, AND: { number: { in: [3, 5] } } });
    expect(slicesQuery(chosen)).toBe("?type=what&solved=some");
    expect(chosenSlices({ solved: "few" }).solved).toBeNull();
  });

  it("ignores what does not exist", () => {
    const chosen = chosenSlices({ type: "why", quadrant: ["distortion"], subset: "" });
    expect(itemFilter(chosen)).toEqual({});
    expect(slicesQuery(chosen)).toBe("");
  });
});
