import { describe, expect, it } from "vitest";
import { readAssessmentPredictions } from "#/evaluation/predictions/read-assessment-predictions.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import type { AppError } from "#/lib/errors.ts";
import { jsonLines, table } from "#/test/six-questions.ts";

const items = ["a.png", "b.png"].map((imagePath, number) => ({
  number,
  imagePath,
  key: imagePath,
  mos: number,
}));
const levels = ["excellent", "good", "fair", "poor", "bad"];
const both = <Row>(row: (image: string, value: number) => Row) => [row("a.png", -1), row("b.png", -2)];
const valued = (words: readonly string[], value: number) =>
  Object.fromEntries(words.map((word, at) => [word, value - at]));

function read(content: string, words: WordPair = ["good", "poor"]) {
  return readAssessmentPredictions(Buffer.from(content), "the file", { items, words, keyField: "img_path" });
}

async function refusalOf(content: string, words?: WordPair): Promise<string> {
  const error = await read(content, words).then(
    () => expect.fail("It was read."),
    (thrown: AppError) => thrown,
  );
  return [error.message, ...(error.fields?.file ?? [])].join("\n");
}

const nested = (field: string, words: readonly string[]) =>
  jsonLines(both((img_path, value) => ({ img_path, [field]: valued(words, value) })));
const columns = (prefix: string, words: readonly string[], delimiter = ",") =>
  table(
    delimiter,
    ["img_path", ...words.map((word) => prefix + word)],
    both((image, value) => [image, ...words.map((_, at) => value - at)]),
  );

describe("words of five levels", () => {
  it.each([
    ["nested logits", nested("logits", levels), "excellent, good, fair, poor, bad"],
    ["nested log-probabilities", nested("logprobs", levels), "excellent, good, fair, poor, bad"],
    ["in another order", nested("logits", levels.toReversed()), "excellent, good, fair, poor, bad"],
    ["columns of logits", columns("logit_", levels), "excellent, good, fair, poor, bad"],
    ["columns of log-probabilities", columns("logprob_", levels, "\t"), "excellent, good, fair, poor, bad"],
    ["short names of columns", columns("lp_", levels, ";"), "excellent, good, fair, poor, bad"],
    [
      "columns in capitals",
      columns(
        "Logit_",
        levels.map((word) => word.toUpperCase()),
      ),
      "excellent, good, fair, poor, bad",
    ],
    ["four of them", nested("logits", ["excellent", "good", "poor", "bad"]), "excellent, good, poor, bad"],
    ["three of them with the middle", nested("logits", ["good", "fair", "poor"]), "good, fair, poor"],
    ["three of them with an end", columns("logit_", ["good", "poor", "bad"]), "good, poor, bad"],
    [
      "capitals",
      nested("logits", ["Excellent", "good", "Fair", "poor", "Bad"]),
      "excellent, good, fair, poor, bad",
    ],
    [
      "tokens with their blanks",
      nested("logprobs", ["good", "poor", " excellent", "▁fair", "Ġbad"]),
      "excellent, good, fair, poor, bad",
    ],
    [
      "all thirteen words of Q-Instruct",
      nested("logits", [
        ...levels,
        "high",
        "low",
        "fine",
        "moderate",
        "decent",
        "average",
        "medium",
        "acceptable",
      ]),
      "excellent, good, fair, poor, bad",
    ],
    [
      "a MOS beside them",
      jsonLines(
        both((image, value) => ({
          id: image,
          image,
          gt_score: -value - 1,
          logits: valued(levels, value),
          probs: valued(levels, 1),
        })),
      ),
      "excellent, good, fair, poor, bad",
    ],
    [
      "from the second row on",
      jsonLines([
        { img_path: "a.png", logits: valued(["good", "poor"], 1) },
        { img_path: "b.png", logits: valued(levels, 1) },
      ]),
      "excellent, good, fair, poor, bad",
    ],
    ["probabilities alone", nested("probs", levels), "excellent, good, fair, poor, bad"],
  ])("are refused and named: %s", async (_, content, words) => {
    const refusal = await refusalOf(content);
    expect(refusal).toContain(words);
    expect(refusal).toMatch(/five levels/);
  });

  it("are refused whatever pair is asked for", async () => {
    for (const pair of [
      ["good", "poor"],
      ["excellent", "bad"],
      ["good", "bad"],
    ] as WordPair[])
      expect(await refusalOf(nested("logits", levels), pair)).toContain("excellent, good, fair, poor, bad");
  });

  it.each([
    ["the pair alone", nested("logits", ["good", "poor"]), ["good", "poor"]],
    [
      "the released outputs of Qwen-VL, which have excellent too",
      columns("logit_", ["excellent", "good", "poor"]),
      ["good", "poor"],
    ],
    [
      "the released outputs of InstructBLIP",
      columns("logit_", ["good", "poor", "high", "low"]),
      ["high", "low"],
    ],
    ["another pair of two levels", nested("logits", ["excellent", "bad"]), ["excellent", "bad"]],
    [
      "words that are no levels",
      nested("logits", ["good", "poor", "fine", "goodness", "badly", "poorer"]),
      ["good", "poor"],
    ],
  ] as [string, string, WordPair][])("are not seen in %s", async (_, content, pair) => {
    expect((await read(content, pair)).n).toBe(2);
  });

  it("leave a score that stands beside probabilities", async () => {
    const content = jsonLines(
      both((image, value) => ({ image, pred_score: value, probs: valued(levels, 1) })),
    );
    expect((await read(content)).values.map(({ score }) => score)).toEqual([-1, -2]);
  });
});
