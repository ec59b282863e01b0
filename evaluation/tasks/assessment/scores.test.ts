import { describe, expect, it } from "vitest";
import { argmaxScore } from "#/evaluation/tasks/assessment/argmax.ts";
import { assessmentPrompt } from "#/evaluation/tasks/assessment/assessment-prompt.ts";
import { argmaxAblation, scoreAssessment } from "#/evaluation/tasks/assessment/correlate.ts";
import { parseMos } from "#/evaluation/tasks/assessment/mos.ts";
import { qualityScore } from "#/evaluation/tasks/assessment/quality-score.ts";
import { sampledScore } from "#/evaluation/tasks/assessment/sampled-score.ts";
import { parseTextRating } from "#/evaluation/tasks/assessment/text-rating.ts";
import { subsetsOf } from "#/test/subsets-of-items.ts";

it.each<[string, number | null]>([
  ["73", 73],
  ["73.5.", 73.5],
  ["**73**", 73],
  ["７３", 73],
  ["0", 0],
  ["100", 100],
  ["73/100", 73],
  ["73 / 100", 73],
  ["Rating: 73", 73],
  ["Quality score: 73 out of 100.", 73],
  ["I would rate this image 73.", 73],
  ["The rating is **40/100** because of the blur in 3 places.", 40],
  ["<think>maybe 20 or 30</think>\n55", 55],
  ["<answer>73</answer>", 73],
  ["<think>maybe 20</think><answer> 73 </answer>", 73],
  ["<|channel>thought\nabout 40<channel|>73", 73],
  ["\\boxed{73.5}", 73.5],
  ['{"rating": 73}', 73],
  ['```json\n{"reason": "blur in 3 places", "score": "73"}\n```', 73],
  ["评分：73分", 73],
  ["73 points", 73],
  ["I would give it a 73.", 73],
  ["<seed:think>so 73", null],
  ["<answer>70-80</answer>", null],
  ["7/10", null],
  ["I rate it 7/10", null],
  ["I rate it 4 out of 5.", null],
  ["730", null],
  ["101", null],
  ["-5", null],
  ["70-80", null],
  ["70–80/100", null],
  ["Between 60 and 70.", null],
  ["I rate it 60 or so, perhaps 65", null],
  ["40/100, no, 60/100", null],
  ["The image shows 3 people.", null],
  ["1,000", null],
  ["seventy", null],
  ["", null],
])("reads the rating %j as %s", (reply, rating) => {
  expect(parseTextRating(reply)).toBe(rating);
});

it("reads MOS of every file: numbers, strings, strings with spaces", () => {
  expect([3.5, "0.965602553", "2.82 ", " 4e0"].map(parseMos)).toEqual([3.5, 0.965602553, 2.82, 4]);
  expect(
    ["", " ", "3,5", "NaN", "0x10", null, Number.NaN, Number.POSITIVE_INFINITY, true].map(parseMos),
  ).toEqual(new Array(9).fill(null));
});

it("recognises the two subsets of CGIQA-6K and no others", () => {
  expect(subsetsOf(["game_0000.jpg", "cgiqa/movie_2999.jpg"])).toEqual(["game", "movie"]);
  expect(subsetsOf(["game_0000.jpg", "game_0001.jpg"])).toEqual([null, null]);
  expect(subsetsOf(["game_0.jpg", "movie_0.jpg", "I01_01_01.png"])).toEqual([null, null, null]);
});

it("prompts as the authors do on E and P, without a trailing space", () => {
  expect(assessmentPrompt("E", ["good", "poor"])).toEqual({
    user: "Rate the quality of the image.",
    assistantPrefix: "The quality of the image is",
    choices: null,
  });
  expect(assessmentPrompt("P", ["high", "low"])).toEqual(assessmentPrompt("E", ["good", "poor"]));
  expect(assessmentPrompt("F", ["high", "low"]).user).toContain('"high" or "low"');
  expect(assessmentPrompt("C", ["high", "low"]).choices).toEqual(["high", "low"]);
  expect(assessmentPrompt("T", ["high", "low"]).user).toContain("from 0 (worst) to 100 (best)");
});

it("turns differences and samples into scores", () => {
  expect(qualityScore(0)).toBe(0.5);
  expect(qualityScore(100)).toBeCloseTo(1 / (1 + Math.exp(-1)), 15);
  expect([0.1, 0, -0.1].map(argmaxScore)).toEqual([1, 0, 0]);
  expect([sampledScore(40, 10), sampledScore(40, 9)]).toEqual([0.8, null]);
});

describe("scoreAssessment", () => {
  const item = (mos: number | null, d: number | null, subset: string | null = null) => ({
    mos,
    d,
    score: null,
    subset,
  });
  const rising = Array.from({ length: 20 }, (_, index) => item(index, index * index));

  it("counts what came back and leaves out what did not", () => {
    const score = scoreAssessment([...rising, item(5, null), item(null, 3)]);
    expect(score).toMatchObject({ n: 20, coverage: 20 / 22, subsets: [], srcc: { value: 1 } });
  });

  it("is undefined, not 0 or NaN, where all scores are equal or nothing came", () => {
    const undefinedCorrelation = { value: null, low: null, high: null, n: 20 };
    const flat = scoreAssessment(rising.map(({ mos }) => item(mos, 2)));
    expect(flat).toMatchObject({ srcc: undefinedCorrelation, plcc: undefinedCorrelation, n: 20 });
    expect(scoreAssessment([])).toMatchObject({ srcc: { value: null, low: null }, n: 0, coverage: 0 });
  });

  it("averages over subsets, and is undefined when one of them is", () => {
    const falling = rising.map(({ mos, d }) => item(mos, -(d ?? 0), "movie"));
    const both = [...rising.map(({ mos, d }) => item(mos, d, "game")), ...falling];
    expect(scoreAssessment(both).srcc.value).toBe(0);
    expect(scoreAssessment(both).subsets.map(({ srcc }) => srcc.value)).toEqual([1, -1]);
    expect(scoreAssessment([...both, item(1, 1, "third")]).srcc.value).toBeNull();
  });

  it("gives every correlation n and an interval, and the number of groups where items have some", () => {
    const noisy = Array.from({ length: 40 }, (_, index) => item(index, ((index * 7) % 40) - 20));
    const { srcc, plcc, krcc } = scoreAssessment(noisy);
    for (const { low, high, n, groups } of [srcc, plcc, krcc, argmaxAblation(noisy).krcc]) {
      expect([n, groups]).toEqual([40, undefined]);
      expect(low).toBeLessThan(high ?? -2);
    }
    const grouped = scoreAssessment(noisy.map((one, index) => ({ ...one, group: String(index % 8) })));
    expect(grouped.srcc).toMatchObject({ n: 40, groups: 8, value: srcc.value });
  });

  it("takes plain scores where no difference is known", () => {
    const scores = rising.map(({ mos }, index) => ({ ...item(mos, null), score: 100 - index }));
    expect(scoreAssessment(scores)).toMatchObject({ srcc: { value: -1 }, plcc: { value: -1 } });
  });
});
