import { describe, expect, it } from "vitest";
import { chosenItems, itemFilter, itemsQuery, sliceOf } from "#/features/items/item-filter.ts";

describe("the filter of a dataset's items", () => {
  it("comes from the address and goes back to it", () => {
    const chosen = chosenItems({ type: "how", concern: "in-context-other" });
    expect(itemFilter(chosen)).toEqual({ questionType: 2, concern: "in-context-other", subset: null });
    expect(sliceOf(chosen)).toBe("how.in-context-other");
    expect(itemsQuery(chosen, 2)).toBe("?type=how&concern=in-context-other&page=2");
  });

  it("takes what pairs are divided into", () => {
    const chosen = chosenItems({ type: "what", concern: "joint" });
    expect(itemFilter(chosen)).toEqual({ questionType: 1, concern: "joint", subset: null });
    expect(itemsQuery(chosen)).toBe("?type=what&concern=joint");
  });

  it("takes a solve rate, an order and a model's outcome", () => {
    const chosen = chosenItems({
      type: "what",
      solved: "some",
      order: "hardest",
      model: "a",
      outcome: "wrong",
    });
    expect(itemsQuery(chosen)).toBe("?type=what&solved=some&model=a&outcome=wrong&order=hardest");
    expect(chosenItems({ solved: "few" }).solved).toBeNull();
  });

  it("takes the key of a leaderboard's row for a model, and an outcome only beside one", () => {
    expect(chosenItems({ model: "a~predictions" }).model).toBe("a");
    expect(chosenItems({ outcome: "wrong", submission: "x" })).toMatchObject({
      outcome: null,
      submission: null,
    });
    expect(chosenItems({ model: "a", submission: "' or 1=1" }).submission).toBeNull();
  });

  it("ignores what does not exist", () => {
    const chosen = chosenItems({ type: "why", concern: ["distortion"], subset: "" });
    expect(itemFilter(chosen)).toEqual({ questionType: null, concern: null, subset: null });
    expect(sliceOf(chosen)).toBe("overall");
    expect(itemsQuery(chosen)).toBe("");
  });
});
