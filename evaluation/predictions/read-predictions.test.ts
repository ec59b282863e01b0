import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { KeptTexts } from "#/evaluation/predictions/kept-texts.ts";
import { readAssessmentPredictions } from "#/evaluation/predictions/read-assessment-predictions.ts";
import { readPerceptionPredictions } from "#/evaluation/predictions/read-perception-predictions.ts";
import { noMatches } from "#/evaluation/predictions/row-matches.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { workbook } from "#/test/workbook.ts";

const items = ["a.jpg", "b.jpg", "sub/c.jpg", "d.jpg"].map((imagePath, number) => ({
  number,
  imagePath,
  mos: number + 1,
}));

const none = { question: 0, input: 0, mos: 0 };

function assess(content: string | Uint8Array, words: WordPair = ["good", "poor"]) {
  return readAssessmentPredictions(Buffer.from(content), "the file", { items, words });
}

function jsonl(...rows: object[]): string {
  return rows.map((row) => JSON.stringify(row)).join("\n");
}

async function problemsOf(reading: Promise<unknown>): Promise<string[]> {
  const error = await reading.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toMatchObject({ code: "bad-input" });
  return error.fields?.file ?? [];
}

describe("readAssessmentPredictions", () => {
  it("reads official outputs: repeats folded, MOS in text and rounded, coverage by items", async () => {
    const row = { img_path: "a.jpg", gt_score: " 1.004 ", logit_good: 17.5, logit_poor: 14.5 };
    const read = await assess(
      JSON.stringify(row).repeat(3) + jsonl({ img_path: "x\\c.jpg", logit_good: 1, logit_poor: 2 }),
    );
    expect(read).toEqual({
      values: [
        { number: 0, d: 3, score: null },
        { number: 1, d: null, score: null },
        { number: 2, d: -1, score: null },
        { number: 3, d: null, score: null },
      ],
      n: 2,
      coverage: 0.5,
      repeated: 2,
      matches: { ...noMatches(), by: { key: 0, image: 4, position: 0 }, confirmed: { ...none, mos: 3 } },
    });
  });

  it.each([
    ["JSONL with nested log-probabilities", jsonl({ image: "a.jpg", logprobs: { good: -1, poor: -3 } })],
    ["CSV by item number", "index,logprob_good,logprob_poor\n0,-1,-3\n"],
    ["our own table", "dataset,item,image,logprob_difference,score\ns,9,a.jpg,2,0.505\n"],
    [
      "XLSX with numbers as text",
      workbook([
        ["img_path", "logit_good", "logit_poor"],
        ["a.jpg", "2", 0],
      ]),
    ],
    ["gzip TSV", gzipSync("img_path\tlp_good\tlp_poor\na.jpg\t-1\t-3")],
  ])("reads %s", async (_, content) => {
    const { values, n } = await assess(content);
    expect(values[0]).toEqual({ number: 0, d: 2, score: null });
    expect(n).toBe(1);
  });

  it("reads scores, and other word pairs", async () => {
    expect((await assess("img_path,score\nd.jpg,73\n")).values[3]).toEqual({ number: 3, d: null, score: 73 });
    const pairs = jsonl({ img_path: "a.jpg", logit_good: 9, logit_poor: 1, logit_high: 5, logit_low: 1 });
    expect((await assess(pairs, ["high", "low"])).values[0]?.d).toBe(4);
  });

  it("takes −9999, NaN, infinities, null and empty cells as missing", async () => {
    const read = await assess(
      '{"img_path":"a.jpg","logprob_good":-9999,"logprob_poor":-1}{"img_path":"b.jpg","logprob_good":NaN,"logprob_poor":-1}' +
        '{"img_path":"c.jpg","logprob_good":-1,"logprob_poor":-Infinity}{"img_path":"d.jpg","logprob_good":-1,"logprob_poor":-2}',
    );
    expect(read).toMatchObject({ n: 1, coverage: 0.25 });
    expect(await assess("img_path,score\na.jpg,\nb.jpg,nan\nc.jpg,-inf\n")).toMatchObject({ n: 0 });
  });

  it("gathers every problem with its line, both lines for a contradiction", async () => {
    const problems = await problemsOf(
      assess(
        jsonl(
          { img_path: "a.jpg", logprob_good: -1, logprob_poor: -2 },
          { img_path: "b.jpg", logprob_good: "-1", logprob_poor: -2 },
          { img_path: "a.jpg", logprob_good: -1, logprob_poor: -3 },
          { img_path: "zebra.jpg", logprob_good: -1, logprob_poor: -2 },
          { img_path: "d.jpg", logprob_good: 3.2, logprob_poor: -2 },
          { img_path: "d.jpg", logprob_poor: -2 },
          { img_path: "d.jpg", gt_score: 1.5, logprob_good: -1, logprob_poor: -2 },
          { logprob_good: -1, logprob_poor: -2 },
        ),
      ),
    );
    expect(problems.sort()).toEqual([
      'line 2 (object 2): the logprob of "good" is the text "-1", not a number; write it without quotes',
      "line 3 (object 3): contradicts line 1 (object 1) about a.jpg",
      "line 4 (object 4): image zebra.jpg is not in the dataset",
      'line 5 (object 5): the logprob of "good" is 3.2; a log-probability is at most 0',
      'line 6 (object 6): the logprob of "good" is absent',
      "line 7 (object 7): its MOS of d.jpg is 1.5, the dataset's is 4: a file of another dataset?",
      "line 8 (object 8): neither an image path (img_path) nor an item number (index)",
    ]);
  });

  it("names the words that the file has when the asked ones are absent", async () => {
    const file = jsonl({ img_path: "a.jpg", logit_high: 1, logit_low: 2 });
    expect(await problemsOf(assess(file))).toEqual([
      'line 1 (object 1): no values for both "good" and "poor"; the file has high, low. Name two of them as the word pair, the better one first.',
    ]);
    expect((await problemsOf(assess(jsonl({ img_path: "a.jpg" }))))[0]).toContain(
      "no values: expected logit_good",
    );
  });

  it("says once that a file is of another dataset, and shows fifty problems of many", async () => {
    const other = Array.from({ length: 200 }, (_, i) => ({ img_path: `other-${i}.png`, score: i }));
    expect(await problemsOf(assess(jsonl(...other)))).toEqual([
      "line 1 (object 1): image other-0.png is not in the dataset, nor is any other row's: this looks like a file of another dataset",
    ]);
    const problems = await problemsOf(assess(jsonl({ img_path: "a.jpg", score: 1 }, ...other)));
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe("and 150 more");
  });

  it("does not compare MOS where the dataset's are hidden", async () => {
    const hidden = items.map((item) => ({ ...item, mos: null }));
    const file = Buffer.from(jsonl({ img_path: "a.jpg", gt_score: 99, score: 1 }));
    const words: WordPair = ["good", "poor"];
    expect((await readAssessmentPredictions(file, "the file", { items: hidden, words })).n).toBe(1);
  });
});

describe("readPerceptionPredictions", () => {
  const questions = [
    { number: 0, imagePath: "00653.jpg", question: "Is it sharp?" },
    { number: 1, imagePath: "00079.jpg_cat_09769.jpg.jpg", question: "How blurry is it?" },
  ];
  async function read(content: string | Uint8Array) {
    const texts = new KeptTexts();
    const found = await readPerceptionPredictions(Buffer.from(content), "the file", {
      items: questions,
      texts,
    });
    const values = found.values.map(({ number, response }) => ({
      number,
      response: response && texts.get(response),
    }));
    return { ...found, values };
  }

  it.each([
    [
      "the official JSON",
      JSON.stringify([
        { img_path: "00653.jpg", question: "Is it sharp?", response: "A", correct_ans: "Yes" },
        { img_path: "llvisionqa_compare_dev\\00079.jpg_cat_09769.jpg.jpg", response: "B" },
      ]),
    ],
    [
      "VLMEvalKit's XLSX",
      workbook([
        ["index", "question", "answer", "prediction"],
        [0, "Is it sharp?", "B", "A"],
        [1, "How  blurry is it?", "A", "B"],
      ]),
    ],
    [
      "VLMEvalKit's TSV",
      "index\tquestion\tanswer\tprediction\n0\tIs it sharp?\tB\tA\n1.0\tHow blurry is it?\tA\tB\n",
    ],
    [
      "lmms-eval's samples",
      jsonl(
        { doc_id: 0, doc: { question: "Is it sharp?" }, resps: [["x"]], filtered_resps: ["A"] },
        { doc_id: 1, target: "C", filtered_resps: [["B"]] },
      ),
    ],
  ])("reads %s", async (_, content) => {
    expect(await read(content)).toMatchObject({
      values: [
        { number: 0, response: "A" },
        { number: 1, response: "B" },
      ],
      n: 2,
      coverage: 1,
      repeated: 0,
    });
  });

  it("keeps an empty answer and a failed call apart", async () => {
    const file = "index,prediction\n0,\n1,Failed to obtain answer via API.\n";
    expect(await read(file)).toMatchObject({
      values: [
        { number: 0, response: "" },
        { number: 1, response: null },
      ],
      coverage: 0.5,
    });
  });

  it("refuses another numbering, foreign images, contradictions and rows without an answer", async () => {
    const shifted = jsonl({ index: 1, question: "Is it sharp?", response: "A" });
    expect(await problemsOf(read(shifted))).toEqual([
      "line 1 (object 1): its question is not that of item 1 (00079.jpg_cat_09769.jpg.jpg)",
    ]);
    const prompted = jsonl({ doc_id: 1, input: "Is it sharp?\nA. Yes", filtered_resps: "A" });
    expect(await problemsOf(read(prompted))).toEqual([
      "line 1 (object 1): its input does not ask the question of item 1 (00079.jpg_cat_09769.jpg.jpg)",
    ]);
    const foreign = jsonl({ index: 0, img_path: "else.jpg", response: "A" });
    expect((await problemsOf(read(foreign)))[0]).toContain("image else.jpg is not in the dataset");
    const twice = "index,response\n0,A\n0,B\n0,A\n";
    expect(await problemsOf(read(twice))).toEqual(["line 3: contradicts line 2 about 00653.jpg"]);
    expect(await problemsOf(read(jsonl({ index: 0, answer: "A" })))).toEqual([
      "line 1 (object 1): no answer: expected one of response, prediction, filtered_resps, resps",
    ]);
  });
});
