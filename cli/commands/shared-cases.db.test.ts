import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { useScoredByShell } from "#/test/scored-by-shell.ts";
import { sharedData } from "#/test/shared-data.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const shell = useScoredByShell();
const cases = join(sharedData ?? "", "cases");

describe.runIf(sharedData)("files of ../shared/cases through the shell", () => {
  beforeAll(async () => {
    await shell.importFile(join(cases, "small-mcq.json"), "llvisionqa", "mcq");
    for (const name of ["shuffled", "one-based", "gaps"])
      await shell.importFile(join(cases, `index-keys/${name}.tsv`), "vlmevalkit", name);
    const levels = readFileSync(join(cases, "files/five-levels.jsonl"), "utf8").trim().split("\n");
    const pictures = levels.map((line, mos) => ({ img_path: JSON.parse(line).img_path, gt_score: mos }));
    await shell.load("twelve", "iqa", pictures);
  });

  it.each([
    ["index-keys/pred-shuffled-no-question.tsv", "shuffled", 1],
    ["index-keys/pred-one-based-no-question-partial.tsv", "one-based", 5 / 6],
    ["index-keys/pred-one-based-with-question.tsv", "one-based", 1],
    ["index-keys/pred-gaps-with-question.tsv", "gaps", 1],
    ["files/trailing-commas.csv", "mcq", 1],
    ["files/upper-header.csv", "mcq", 1],
    ["files/sep-line.csv", "mcq", 1],
    ["files/blank-and-empty-rows.csv", "mcq", 1],
    ["files/empty-first-sheet.xlsx", "mcq", 1],
    ["files/results-list.json", "mcq", 1],
    ["files/lmms-no-question.jsonl", "mcq", 1],
    ["thinking/control-think.jsonl", "mcq", 1],
    ["thinking/gemma4.jsonl", "mcq", 1],
    ["thinking/medgemma.jsonl", "mcq", 1],
    ["thinking/seed-oss.jsonl", "mcq", 1],
  ])("reads %s on %s, all right, at coverage %f", async (file, dataset, coverage) => {
    const { refused, overall, coverage: found } = await shell.scoreFile(join(cases, file), dataset);
    expect({ refused, overall, found }).toEqual({ refused: undefined, overall: 1, found: coverage });
  });

  it.each([
    ["files/five-levels.jsonl", "twelve", /excellent, good, fair, poor, bad/],
    ["files/columns.json", "mcq", /one object for each row.*column.*index, prediction/s],
    ["files/half-object.jsonl", "mcq", /cut off.*last whole object is number 3/s],
    ["files/lmms-two-filters.jsonl", "mcq", /strict-match, .*--filter/],
  ])("refuses %s and says why", async (file, dataset, words) => {
    expect((await shell.scoreFile(join(cases, file), dataset)).refused).toMatch(words);
  });

  it("says how rows were matched, and what nothing confirmed", async () => {
    const byKey = await shell.scoreFile(join(cases, "index-keys/pred-gaps-with-question.tsv"), "gaps");
    expect(byKey.matched).toMatchObject({
      by: { key: 6, image: 0, position: 0 },
      confirmed: { question: 6 },
    });
    const byDoc = await shell.scoreFile(join(cases, "files/lmms-no-question.jsonl"), "mcq");
    expect(byDoc.matched).toMatchObject({ by: { key: 0, image: 0, position: 6 }, unconfirmed: 6 });
    expect(byDoc.text).toMatch(/nothing in the file confirms/);
  });

  it("takes the filter that is named", async () => {
    const file = join(cases, "files/lmms-two-filters.jsonl");
    const names = [
      ...new Set(
        readFileSync(file, "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line).filter),
      ),
    ];
    const scores = await Promise.all(names.map((name) => shell.scoreFile(file, "mcq", "--filter", name)));
    expect(scores.map(({ overall }) => overall).sort()).toEqual([0, 1]);
  });
});
