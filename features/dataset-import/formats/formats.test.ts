import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseIqaRows } from "#/features/dataset-import/formats/iqa.ts";
import { arrayPlace, parseJsonArray } from "#/features/dataset-import/formats/json-array.ts";
import { parseLldescribe } from "#/features/dataset-import/formats/lldescribe.ts";
import { parseLlvisionqa } from "#/features/dataset-import/formats/llvisionqa.ts";
import { parseQBenchHfRows } from "#/features/dataset-import/formats/q-bench-hf.ts";
import { parseQBench2 } from "#/features/dataset-import/formats/q-bench2.ts";
import { parseVlmevalkitRows } from "#/features/dataset-import/formats/vlmevalkit.ts";
import { sharedData } from "#/test/shared-data.ts";

const question = {
  type: 2,
  concern: 3,
  question: "How is the lighting of this building?",
  img_path: "00653.jpg",
  candidates: ["High", "Low", "Medium"],
  correct_ans: "Low",
};
const json = (...items: unknown[]) => JSON.stringify(items);

describe("llvisionqa", () => {
  it("reads an item with its answer's position, and without an answer", () => {
    expect(parseLlvisionqa(json(question))).toEqual({
      task: "perception",
      problems: [],
      items: [
        {
          key: null,
          imagePath: "00653.jpg",
          secondPath: null,
          subset: null,
          questionType: 2,
          concern: 3,
          question: question.question,
          options: question.candidates,
          correctOption: 1,
          reference: null,
          mos: null,
          mosStd: null,
        },
      ],
    });
    const { correct_ans: _, ...unanswered } = question;
    expect(parseLlvisionqa(json(unanswered)).items[0]?.correctOption).toBeNull();
  });

  it("lists all problems with index and field", () => {
    const { problems } = parseLlvisionqa(
      json(
        question,
        { ...question, correct_ans: "Lower" },
        { ...question, img_path: "a.jpg", type: 3, concern: "1" },
        { ...question, img_path: "a.jpg", candidates: undefined },
        { ...question, img_path: "../../etc/passwd", question: " " },
        { ...question, img_path: "b.jpg", candidates: ["Yes", "Yes "] },
        { ...question, img_path: "c.jpg", correct_ans: undefined },
        { ...question, img_path: 7 },
        "text",
        null,
      ),
    );
    expect(Object.groupBy(problems, ({ at }) => at)).toEqual({
      "[1].correct_ans": [{ at: "[1].correct_ans", reason: '"Lower" is not among the options' }],
      "[1].img_path": [{ at: "[1].img_path", reason: "00653.jpg is already the path of [0]" }],
      "[2].type": [{ at: "[2].type", reason: "is 3; known are 0 yes-or-no, 1 what, 2 how" }],
      "[2].concern": [
        expect.objectContaining({ reason: expect.stringContaining("must be one of 0 distortion") }),
      ],
      "[3].candidates": [{ at: "[3].candidates", reason: "is missing" }],
      "[3].img_path": [{ at: "[3].img_path", reason: "a.jpg is already the path of [2]" }],
      "[4].img_path": [{ at: "[4].img_path", reason: "must be a plain relative path" }],
      "[4].question": [{ at: "[4].question", reason: "is empty" }],
      "[5].candidates": [{ at: "[5].candidates", reason: "names one option twice" }],
      "[6].correct_ans": [expect.objectContaining({ reason: expect.stringContaining("missing") })],
      "[7].img_path": [{ at: "[7].img_path", reason: "must be text" }],
      "[8]": [{ at: "[8]", reason: "must be an object" }],
      "[9]": [{ at: "[9]", reason: "must be an object" }],
    });
  });

  it.each([
    ["{", /not JSON/],
    ["{}", /not a list/],
    ["[]", /no items/],
  ])("refuses %s", (text, reason) => expect(() => parseLlvisionqa(text)).toThrow(reason));

  it.runIf(sharedData)("reads the released files whole", () => {
    for (const [split, answered] of [
      ["dev", 1495],
      ["test", 0],
    ] as const) {
      const file = parseLlvisionqa(
        readFileSync(`${sharedData}/data/llvisionqa/llvisionqa_${split}.json`, "utf8"),
      );
      expect(file.problems).toEqual([]);
      expect(file.items).toHaveLength(1495);
      expect(file.items.filter(({ correctOption }) => correctOption !== null)).toHaveLength(answered);
    }
  });
});

describe("q-bench2", () => {
  const pair = { ...question, img_path: "llvisionqa_compare_dev\\00079.jpg_cat_09769.jpg.jpg" };

  it("reads one object a line and splits the pair", () => {
    const { items, problems } = parseQBench2(
      `${JSON.stringify(pair)}\n\n${JSON.stringify({ ...pair, concern: 0, img_path: "a_b.PNG_cat_c.png" })}\n`,
    );
    expect(problems).toEqual([]);
    expect(items[0]).toMatchObject({
      imagePath: "00079.jpg_cat_09769.jpg.jpg",
      secondPath: "09769.jpg",
      subset: "joint",
    });
    expect(items[1]).toMatchObject({
      imagePath: "a_b.PNG_cat_c.png",
      secondPath: "c.png",
      subset: "compare",
    });
  });

  it("names the line of what is wrong", () => {
    const { problems } = parseQBench2(
      `${JSON.stringify(pair)}\n{"type":\n${JSON.stringify({ ...pair, img_path: "single.jpg" })}`,
    );
    expect(problems.map(({ at }) => at)).toEqual(["line 2", "line 3.img_path"]);
  });
});

const parseIqa = (text: string) =>
  parseIqaRows(parseJsonArray(text).map((value, index) => ({ at: arrayPlace(index), value })));

describe("iqa", () => {
  it("reads numbers and their texts, and finds subsets by prefix", () => {
    const { items, problems } = parseIqa(
      json({ img_path: "game_1.jpg", gt_score: "2.82 " }, { img_path: "movie_1.jpg", gt_score: 3 }),
    );
    expect(problems).toEqual([]);
    expect(items.map(({ mos, subset }) => [mos, subset])).toEqual([
      [2.82, "game"],
      [3, "movie"],
    ]);
    expect(
      parseIqa(json({ img_path: "game_1.jpg", gt_score: 1 }, { img_path: "x.jpg", gt_score: 2 })).items[0]
        ?.subset,
    ).toBeNull();
  });

  it("refuses what is no number", () => {
    const values = ["", " ", "1,5", "0x10", "NaN", "1e999", null, true, [3]];
    const { problems } = parseIqa(json(...values.map((gt_score, i) => ({ img_path: `${i}.jpg`, gt_score }))));
    expect(problems.map(({ at }) => at)).toEqual(values.map((_, i) => `[${i}].gt_score`));
  });
});

it("lldescribe refuses items without a reference, by index", () => {
  const { items, problems } = parseLldescribe(
    json(
      { img_path: "a.jpg", description: "Sharp." },
      { img_path: "b.jpg" },
      { img_path: "c.jpg", description: "" },
    ),
  );
  expect(items[0]).toMatchObject({ imagePath: "a.jpg", reference: "Sharp." });
  expect(problems).toEqual([
    { at: "[1].description", reason: "is missing" },
    { at: "[2].description", reason: "is empty" },
  ]);
});

it("vlmevalkit reads letters and refuses gaps, unknown letters and repeated rows", () => {
  const row = { index: "7", question: "Is it sharp?", A: "Yes", B: "No", C: "", D: "", answer: "B" };
  expect(parseVlmevalkitRows([row]).items[0]).toMatchObject({
    imagePath: "7",
    options: ["Yes", "No"],
    correctOption: 1,
  });
  const { problems } = parseVlmevalkitRows([
    row,
    row,
    { ...row, index: "8", B: "", C: "Maybe" },
    { ...row, index: "9", answer: "C" },
  ]);
  expect(problems.map(({ at }) => at)).toEqual(["row 2.index", "row 3", "row 4.answer"]);
});

it("Q-Bench-HF drops the filler options and reads the letter", () => {
  const row = {
    id: 3n.toString(),
    path: "00653.jpg",
    question: "How is the light?",
    option0: "High",
    option1: "Low",
    option2: "N/A",
    option3: "N/A",
    question_type: "2",
    question_concern: 3,
    correct_choice: "B",
  };
  expect(parseQBenchHfRows([row], false).items[0]).toMatchObject({
    imagePath: "00653.jpg",
    options: ["High", "Low"],
    correctOption: 1,
  });
  expect(parseQBenchHfRows([{ ...row, correct_choice: "C" }], false).problems).toHaveLength(1);
});
