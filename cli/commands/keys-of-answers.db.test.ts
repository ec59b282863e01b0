import { beforeAll, describe, expect, it } from "vitest";
import { useScoredByShell } from "#/test/scored-by-shell.ts";
import {
  jsonLines,
  letters,
  questionOf,
  sixQuestions,
  sixQuestionTable,
  table,
} from "#/test/six-questions.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { workbook } from "#/test/workbook.ts";

useTestDatabase();

const shell = useScoredByShell();
/** Datasets whose file has an index of its own, by their slugs. */
const keys: Record<string, (string | number)[]> = {
  mixed: [3, 0, 5, 1, 4, 2],
  hundreds: [100, 200, 300, 400, 500, 600],
  named: ["q-a", "q-b", "q-c", "q-d", "q-e", "q-f"],
  padded: ["001", "002", "003", "004", "005", "006"],
};

const columns = ["index", "prediction"];
const answersOf = (slug: string) => (keys[slug] ?? []).map((key, item) => [key, letters[item]]);
const asRecords = (slug: string) => answersOf(slug).map(([index, prediction]) => ({ index, prediction }));

beforeAll(async () => {
  await shell.load("paths", "llvisionqa", sixQuestions);
  for (const [slug, index] of Object.entries(keys))
    await shell.load(slug, "vlmevalkit", sixQuestionTable(index));
});

describe("a dataset with keys of its own", () => {
  it.each([
    ["a TSV in the dataset's order", "mixed", table("\t", columns, answersOf("mixed"))],
    ["a CSV in another order", "mixed", table(",", columns, answersOf("mixed").toReversed())],
    ["JSON lines", "mixed", jsonLines(asRecords("mixed"))],
    [
      "JSON lines with the key as text",
      "hundreds",
      jsonLines(answersOf("hundreds").map(([key, prediction]) => ({ index: String(key), prediction }))),
    ],
    ["a JSON list", "named", asRecords("named")],
    ["a workbook", "mixed", workbook([columns, ...(answersOf("mixed") as [number, string][])])],
    [
      "numbers that became decimals",
      "mixed",
      table(
        "\t",
        columns,
        answersOf("mixed").map(([key, letter]) => [`${key}.00`, letter]),
      ),
    ],
    [
      "numbers that lost their zeros",
      "padded",
      workbook([columns, ...letters.map((letter, item): [number, string] => [item + 1, letter])]),
    ],
    [
      "a key called id",
      "hundreds",
      jsonLines(answersOf("hundreds").map(([id, response]) => ({ id, response }))),
    ],
    [
      "questions that agree",
      "hundreds",
      table(
        "\t",
        ["index", "question", "prediction"],
        answersOf("hundreds").map(([key, letter], item) => [
          key,
          `  ${questionOf(item).toUpperCase()} `,
          letter,
        ]),
      ),
    ],
    [
      "a prompt around the question",
      "named",
      jsonLines(
        answersOf("named").map(([index, prediction], item) => ({
          index,
          question: `Look. ${questionOf(item)} Answer.`,
          prediction,
        })),
      ),
    ],
    [
      "pictures as VLMEvalKit stores them",
      "mixed",
      jsonLines(
        answersOf("mixed").map(([index, prediction]) => ({
          index,
          image_path: `/data/images/mixed/${index}.jpg`,
          prediction,
        })),
      ),
    ],
    [
      "lmms-eval's id of the sample in another order",
      "hundreds",
      jsonLines(
        answersOf("hundreds").map(([id, letter], item) => ({
          doc_id: 5 - item,
          filtered_resps: letter,
          qbench_acc: { id, parsed_pred: letter },
        })),
      ),
    ],
  ])("matches by key: %s", async (_, dataset, content) => {
    const { refused, overall, coverage, matched } = await shell.score("answers", content, dataset);
    expect({ refused, overall, coverage }).toEqual({ refused: undefined, overall: 1, coverage: 1 });
    expect(matched).toMatchObject({ by: { key: 6, image: 0, position: 0 }, unconfirmed: 0 });
  });

  it.each([
    [
      "positions in place of keys",
      "hundreds",
      table(
        "\t",
        columns,
        letters.map((letter, item) => [item, letter]),
      ),
      /item 0 is not in the dataset/,
    ],
    [
      "one key that there is not",
      "mixed",
      table("\t", columns, [...answersOf("mixed"), [6, "A"]]),
      /line 8: item 6 is not in the dataset/,
    ],
    [
      "the questions of other keys",
      "mixed",
      table(
        "\t",
        ["index", "question", "prediction"],
        letters.map((letter, item) => [item, questionOf(item), letter]),
      ),
      /line 2: its question is not that of item/,
    ],
    [
      "one question of another key",
      "named",
      jsonLines(
        answersOf("named").map(([index, prediction], item) => ({
          index,
          question: questionOf(item === 4 ? 3 : item),
          prediction,
        })),
      ),
      /line 5 \(object 5\): its question/,
    ],
    [
      "the same key twice",
      "hundreds",
      table("\t", columns, [...answersOf("hundreds"), [100, "C"]]),
      /line 8: contradicts line 2/,
    ],
    [
      "no key at all",
      "hundreds",
      jsonLines(letters.map((response) => ({ response }))),
      /neither an image path/,
    ],
  ])("refuses %s", async (_, dataset, content, words) => {
    expect((await shell.score("answers", content, dataset)).refused).toMatch(words);
  });

  it("lowers the coverage where keys are left out", async () => {
    const { overall, coverage } = await shell.score(
      "some.tsv",
      table("\t", columns, answersOf("mixed").slice(2)),
      "mixed",
    );
    expect([overall, coverage]).toEqual([1, 4 / 6]);
  });
});

describe("a dataset whose keys are its image paths", () => {
  it("takes paths for keys, unique file names for less, and an index for a position", async () => {
    const rows = (more: (item: number) => object) =>
      jsonLines(letters.map((response, item) => ({ ...more(item), response })));
    const how = async (content: string) => (await shell.score("rows.jsonl", content, "paths")).matched?.by;
    expect(await how(rows((item) => ({ img_path: `s${item}.jpg` })))).toEqual({
      key: 6,
      image: 0,
      position: 0,
    });
    expect(await how(rows((item) => ({ id: `s${item}.jpg` })))).toEqual({ key: 6, image: 0, position: 0 });
    expect(await how(rows((item) => ({ image: `C:\\data\\s${item}.jpg` })))).toEqual({
      key: 0,
      image: 6,
      position: 0,
    });
    expect(await how(rows((item) => ({ index: item, question: questionOf(item) })))).toEqual({
      key: 0,
      image: 0,
      position: 6,
    });
  });
});
