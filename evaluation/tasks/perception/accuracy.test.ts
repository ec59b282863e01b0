import { expect, it } from "vitest";
import { scorePerception } from "#/evaluation/tasks/perception/accuracy.ts";
import { mostFrequentLetter } from "#/evaluation/tasks/perception/baselines.ts";
import { type ItemOutcome, judgeOutcome, outcomeOfFailure } from "#/evaluation/tasks/perception/outcome.ts";
import { buildPrompt } from "#/evaluation/tasks/perception/prompt.ts";
import { slices, slicesOf } from "#/evaluation/tasks/perception/slices.ts";

const item = (outcome: ItemOutcome, questionType = 1, concern = 2) => ({ questionType, concern, outcome });

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
  expect(slicesOf({ questionType: 2, concern: 3 })).toEqual([
    "how",
    "in-context-other",
    "how.in-context-other",
    "overall",
  ]);
  expect(slicesOf({ questionType: null, concern: null })).toEqual(["overall"]);
  expect(() => slicesOf({ questionType: 3, concern: 0 })).toThrow(RangeError);
  expect(() => slicesOf({ questionType: 0, concern: -1 })).toThrow(RangeError);
});

it("judges replies: an answer counts even when cut off, and what is no answer says why", () => {
  const reply = { finishReason: "stop", refusal: null } as const;
  const read = { option: 1, method: "letter" } as const;
  const unread = (reason: "unparsed" | "refused" | "empty") => ({ option: null, reason }) as const;
  expect(judgeOutcome({ ...reply, answer: read }, 1)).toBe("correct");
  expect(judgeOutcome({ ...reply, answer: read }, 0)).toBe("wrong");
  expect(judgeOutcome({ ...reply, answer: read }, null)).toBe("answered");
  expect(judgeOutcome({ ...reply, answer: read, finishReason: "length" }, 1)).toBe("correct");
  expect(judgeOutcome({ ...reply, answer: unread("unparsed") }, 1)).toBe("unparsed");
  expect(judgeOutcome({ ...reply, answer: unread("empty") }, 1)).toBe("unparsed");
  expect(judgeOutcome({ ...reply, answer: unread("refused") }, 1)).toBe("refused");
  expect(judgeOutcome({ ...reply, answer: unread("empty"), refusal: "No." }, 1)).toBe("refused");
  expect(judgeOutcome({ ...reply, answer: unread("empty"), finishReason: "content_filter" }, 1)).toBe(
    "refused",
  );
  expect(judgeOutcome({ ...reply, answer: unread("empty"), finishReason: "length" }, 1)).toBe("starved");
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
