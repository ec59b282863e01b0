import { describe, expect, it } from "vitest";
import { scorePerception } from "#/evaluation/tasks/perception/accuracy.ts";
import { mostFrequentLetter, randomGuess } from "#/evaluation/tasks/perception/baselines.ts";
import {
  classifyOutcome,
  type ItemOutcome,
  outcomeOfFailure,
} from "#/evaluation/tasks/perception/outcome.ts";
import { buildPrompt } from "#/evaluation/tasks/perception/perception-prompt.ts";
import { pairSlices, slices, slicesOf } from "#/evaluation/tasks/perception/slices.ts";

const item = (outcome: ItemOutcome, questionType = 1, concern = 2) => ({
  questionType,
  concern,
  subset: null,
  outcome,
});

it("counts refused, unparsed and starved as wrong, leaves missing ones out, and lowers the coverage", () => {
  const { scores, coverage } = scorePerception([
    ...(["correct", "correct", "wrong", "unparsed", "refused", "starved", "error", "absent"] as const).map(
      (outcome) => item(outcome),
    ),
    item("correct", 0, 0),
    item("answered", 2, 3),
  ]);
  const of = (slice: string) => scores.find((score) => score.slice === slice);
  expect(scores.map(({ slice }) => slice)).toEqual(slices);
  expect(of("what")).toMatchObject({ value: 2 / 6, n: 6 });
  expect(of("what.in-context-distortion")).toEqual({ ...of("what"), slice: "what.in-context-distortion" });
  expect(of("overall")).toMatchObject({ value: 3 / 7, n: 7 });
  expect(of("overall")?.low).toBeCloseTo(0.1582, 4);
  expect(of("overall")?.high).toBeCloseTo(0.7495, 4);
  expect(of("how")).toEqual({ slice: "how", value: null, n: 0, low: null, high: null });
  expect(coverage).toBe(0.8);
});

it("scores a run without items as nothing, not as zero", () => {
  const { scores, coverage } = scorePerception([]);
  expect(scores.every(({ value, n }) => value === null && n === 0)).toBe(true);
  expect(coverage).toBe(0);
  expect(mostFrequentLetter([])).toBeNull();
});

it("knows the slices of an item and refuses unknown ids", () => {
  expect(slices).toHaveLength(20);
  expect(slicesOf({ questionType: 2, concern: 3, subset: null })).toEqual([
    "how",
    "in-context-other",
    "how.in-context-other",
    "overall",
  ]);
  expect(slicesOf({ questionType: null, concern: null, subset: null })).toEqual(["overall"]);
  expect(() => slicesOf({ questionType: 3, concern: 0, subset: null })).toThrow(RangeError);
  expect(() => slicesOf({ questionType: 0, concern: -1, subset: null })).toThrow(RangeError);
});

describe("pairs of pictures", () => {
  const ids = [0, 1, 2, 3].flatMap((concern) => [0, 1, 2].map((questionType) => ({ questionType, concern })));
  const pairs = ids.map((id) => ({ ...id, subset: id.concern < 2 ? "compare" : "joint" }));

  it("count in distortion or other, and in compare or joint, in no quadrant", () => {
    expect(pairSlices).toHaveLength(14);
    expect(slicesOf({ questionType: 1, concern: 2, subset: "joint" })).toEqual([
      "what",
      "distortion",
      "what.distortion",
      "joint",
      "overall",
    ]);
    expect(slicesOf({ questionType: 0, concern: 1, subset: "compare" })).toEqual([
      "yes-or-no",
      "other",
      "yes-or-no.other",
      "compare",
      "overall",
    ]);
    expect(slicesOf({ questionType: null, concern: null, subset: "compare" })).toEqual(["overall"]);
    expect(() => slicesOf({ questionType: 0, concern: 4, subset: "joint" })).toThrow(RangeError);
  });

  it("are scored in the slices of pairs, each item once in every cut", () => {
    const right = (concern: number): ItemOutcome => (concern === 2 ? "correct" : "wrong");
    const { scores } = scorePerception(pairs.map((pair) => ({ ...pair, outcome: right(pair.concern) })));
    expect(scores.map(({ slice }) => slice)).toEqual(pairSlices);
    const found = Object.fromEntries(scores.map(({ slice, value, n }) => [slice, [value, n]]));
    expect(found).toMatchObject({
      what: [0.25, 4],
      distortion: [0.5, 6],
      other: [0, 6],
      compare: [0, 6],
      joint: [0.5, 6],
      "how.distortion": [0.5, 2],
      overall: [0.25, 12],
    });
  });

  it("have baselines in the same slices", () => {
    const keyed = pairs.map((pair) => ({ ...pair, options: ["Yes", "No"], correctOption: pair.concern % 2 }));
    expect(randomGuess(keyed).map(({ slice, value }) => [slice, value])).toEqual(
      pairSlices.map((slice) => [slice, 0.5]),
    );
    const scores = mostFrequentLetter(keyed)?.scores ?? [];
    expect(scores.map(({ slice }) => slice)).toEqual(pairSlices);
    expect(scores.find(({ slice }) => slice === "distortion")).toMatchObject({ value: 1, n: 6 });
  });
});

it("judges replies: an answer counts even when cut off, and what is no answer says why", () => {
  const reply = { finishReason: "stop", refusal: null } as const;
  const read = { option: 1, method: "letter" } as const;
  const unread = (reason: "unparsed" | "refused" | "empty") => ({ option: null, reason }) as const;
  expect(classifyOutcome({ ...reply, answer: read }, 1)).toBe("correct");
  expect(classifyOutcome({ ...reply, answer: read }, 0)).toBe("wrong");
  expect(classifyOutcome({ ...reply, answer: read }, null)).toBe("answered");
  expect(classifyOutcome({ ...reply, answer: read, finishReason: "length" }, 1)).toBe("correct");
  expect(classifyOutcome({ ...reply, answer: unread("unparsed") }, 1)).toBe("unparsed");
  expect(classifyOutcome({ ...reply, answer: unread("empty") }, 1)).toBe("empty");
  expect(classifyOutcome({ ...reply, answer: unread("empty"), finishReason: "unknown" }, 1)).toBe("empty");
  expect(classifyOutcome({ ...reply, answer: read, finishReason: "content_filter" }, 1)).toBe("refused");
  expect(classifyOutcome({ ...reply, answer: unread("refused") }, 1)).toBe("refused");
  expect(classifyOutcome({ ...reply, answer: unread("empty"), refusal: "No." }, 1)).toBe("refused");
  expect(classifyOutcome({ ...reply, answer: unread("empty"), finishReason: "content_filter" }, 1)).toBe(
    "refused",
  );
  expect(classifyOutcome({ ...reply, answer: unread("empty"), finishReason: "length" }, 1)).toBe("starved");
  expect([outcomeOfFailure("filter"), outcomeOfFailure("image"), outcomeOfFailure("timeout")]).toEqual([
    "refused",
    "error",
    "error",
  ]);
});

it("builds the prompt of Q-Bench", () => {
  expect(buildPrompt("How is the lighting?", ["High", "Low"])).toBe(
    "How is the lighting?\nA. High\nB. Low\nAnswer with the option's letter from the given choices directly.",
  );
});
