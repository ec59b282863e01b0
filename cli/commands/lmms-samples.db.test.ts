import { beforeAll, describe, expect, it } from "vitest";
import { useScoredByShell } from "#/test/scored-by-shell.ts";
import { jsonLines, letters, questionOf, sixQuestions } from "#/test/six-questions.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const shell = useScoredByShell();
beforeAll(() => shell.load("paths", "llvisionqa", sixQuestions));

const sample = (item: number, more: object) => ({
  doc_id: item,
  target: letters[item],
  filtered_resps: letters[item],
  ...more,
});
const asked = (item: number) =>
  `${questionOf(item)}\nA. High\nB. Low\nC. Medium\nAnswer with the option's letter.\n`;
const samples = (more: (item: number) => object) => letters.map((_, item) => sample(item, more(item)));

describe("lmms-eval's samples", () => {
  it.each([
    [
      "confirmed by doc",
      samples((item) => ({ doc: { question: questionOf(item) } })),
      { question: 6, input: 0 },
      0,
    ],
    ["confirmed by input", samples((item) => ({ input: asked(item) })), { question: 0, input: 6 }, 0],
    [
      "confirmed by input in a list",
      samples((item) => ({ input: [asked(item), {}] })),
      { question: 0, input: 6 },
      0,
    ],
    [
      "confirmed in another order",
      samples((item) => ({ input: asked(item) })).toReversed(),
      { question: 0, input: 6 },
      0,
    ],
    [
      "confirmed in part",
      samples((item) => (item < 4 ? { input: asked(item) } : {})),
      { question: 0, input: 4 },
      2,
    ],
    ["with an input that is null", samples(() => ({ input: null })), { question: 0, input: 0 }, 6],
    [
      "with one filter",
      samples((item) => ({ input: asked(item), filter: "none" })),
      { question: 0, input: 6 },
      0,
    ],
  ])("matches by position, %s", async (_, rows, confirmed, unconfirmed) => {
    const { refused, overall, matched, text } = await shell.score("samples.jsonl", jsonLines(rows), "paths");
    expect({ refused, overall }).toEqual({ refused: undefined, overall: 1 });
    expect(matched).toMatchObject({ by: { position: 6 }, confirmed, unconfirmed });
    expect(text.includes("nothing in the file confirms")).toBe(unconfirmed > 0);
  });

  it.each([
    [
      "an input of another item",
      samples((item) => ({ input: asked((item + 1) % 6) })),
      /line 1 .*its input does not ask/,
    ],
    [
      "a doc of another item",
      samples((item) => ({ doc: { question: questionOf(5 - item) } })),
      /its question is not that of item/,
    ],
    [
      "a sample that there is not",
      [sample(0, {}), { doc_id: 6, filtered_resps: "A" }],
      /item 6 is not in the dataset/,
    ],
  ])("refuses %s", async (_, rows, words) => {
    expect((await shell.score("samples.jsonl", jsonLines(rows), "paths")).refused).toMatch(words);
  });

  const strict = samples((item) => ({ input: asked(item), filter: "strict", filtered_resps: "[invalid]" }));
  const loose = samples((item) => ({ input: asked(item), filter: "loose, last" }));

  it.each([
    ["after one another", [...strict, ...loose]],
    ["in turns", strict.flatMap((row, item) => [row, loose[item] ?? {}])],
    ["in a list", { results: [...loose, ...strict] }],
  ])("names two filters and takes the one that is named, %s", async (_, content) => {
    const file = Array.isArray(content) ? jsonLines(content) : content;
    const { refused } = await shell.score("two.jsonl", file, "paths");
    expect(refused).toMatch(/strict/);
    expect(refused).toMatch(/loose, last/);
    expect(refused).toMatch(/--filter/);
    expect((await shell.score("two.jsonl", file, "paths", "--filter", "loose, last")).overall).toBe(1);
    expect((await shell.score("two.jsonl", file, "paths", "--filter", "strict")).overall).toBe(0);
  });

  it("says what may be behind two answers where filters have no names", async () => {
    const unnamed = [strict, loose].flat().map(({ filter: _, ...row }: Record<string, unknown>) => row);
    const { refused } = await shell.score("unnamed.jsonl", jsonLines(unnamed), "paths");
    expect(refused).toMatch(/line 7 \(object 7\): contradicts line 1 .*several filters without naming them/);
  });

  it("refuses a filter that the file has not, or that has no filters", async () => {
    const { refused } = await shell.score(
      "two.jsonl",
      jsonLines([...strict, ...loose]),
      "paths",
      "--filter",
      "first",
    );
    expect(refused).toMatch(/first.*strict, loose, last/);
    const none = await shell.score(
      "none.jsonl",
      jsonLines(samples(() => ({}))),
      "paths",
      "--filter",
      "first",
    );
    expect(none.refused).toMatch(/no filter/);
  });
});
