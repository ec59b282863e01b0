import { expect, it } from "vitest";
import { unreadAmong } from "#/features/results/unread-answers.ts";

it("counts answers that nothing was read from, with the first three of each kind as examples", () => {
  const outcomes = ["correct", "unparsed", "refused", "unparsed", "error", "unparsed", "unparsed", "starved"];
  const answers = outcomes.map((outcome, item) => ({ item, outcome, text: () => `${item}`.repeat(300) }));
  expect(unreadAmong(answers)).toEqual([
    {
      outcome: "unparsed",
      count: 4,
      examples: [1, 3, 5].map((item) => ({ item, text: `${item}`.repeat(200) })),
    },
    { outcome: "refused", count: 1, examples: [{ item: 2, text: "2".repeat(200) }] },
    { outcome: "starved", count: 1, examples: [{ item: 7, text: "7".repeat(200) }] },
  ]);
});
