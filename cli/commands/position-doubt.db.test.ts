import { beforeAll, expect, it } from "vitest";
import type { RunView } from "#/features/submissions/submission-view.ts";
import { db } from "#/lib/db.ts";
import { runShell } from "#/test/run-shell.ts";
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

useTestDatabase();

const shell = useScoredByShell();
const shuffled = [3, 0, 5, 1, 4, 2];
const byPosition = table(
  "\t",
  ["index", "prediction"],
  letters.map((letter, item) => [item, letter]),
);

/** As a board stored it before items had keys. */
async function withoutKeys(slug: string): Promise<void> {
  await db().item.updateMany({ where: { dataset: { slug } }, data: { key: null } });
  await db().dataset.updateMany({ where: { slug }, data: { keyField: null } });
}

async function upload(slug: string, content: string): Promise<string> {
  const { id } = (await shell.score("file", content, slug, "--model", "A model")) as { id?: string };
  return id ?? expect.fail("It was not stored.");
}

async function runOf(id: string): Promise<{ run: RunView; text: string }> {
  const { value, text } = await runShell("submissions", "show", id);
  return { run: (value as { runs: [RunView] }).runs[0], text };
}

/** As it was stored before that was recorded. */
async function forgetMatching(id: string): Promise<void> {
  await db().$executeRaw`UPDATE runs SET settings = settings - 'matched' WHERE submission_id = ${id}::uuid`;
}

beforeAll(async () => {
  await shell.load("shuffled", "vlmevalkit", sixQuestionTable(shuffled));
  await shell.load("counted", "vlmevalkit", sixQuestionTable([0, 1, 2, 3, 4, 5]));
  await shell.load("paths", "llvisionqa", sixQuestions);
  for (const slug of ["shuffled", "counted", "paths"]) await withoutKeys(slug);
});

it("marks uploads that were matched by position until keys say that they may be wrong, or right", async () => {
  const known = await upload("shuffled", byPosition);
  const unknown = await upload("shuffled", byPosition);
  await forgetMatching(unknown);
  const right = await upload("counted", byPosition);
  const byImage = await upload(
    "paths",
    jsonLines(letters.map((response, item) => ({ img_path: `s${item}.jpg`, response }))),
  );
  const before = await Promise.all([known, unknown, right, byImage].map(runOf));
  expect(before.map(({ run }) => run.positionDoubt)).toEqual(["no-keys", "no-keys", "no-keys", undefined]);
  expect(before[0]?.run.matched?.by).toEqual({ key: 0, image: 0, position: 6 });
  expect(before[0]?.text).toMatch(/stored without keys/);

  await shell.load("shuffled", "vlmevalkit", sixQuestionTable(shuffled));
  await shell.load("counted", "vlmevalkit", sixQuestionTable([0, 1, 2, 3, 4, 5]));
  const after = await Promise.all([known, unknown, right].map(runOf));
  expect(after.map(({ run }) => run.positionDoubt)).toEqual(["other-keys", "other-keys", undefined]);
  expect(after[1]?.text).toMatch(/upload the file again/);

  const again = await upload(
    "shuffled",
    table(
      "\t",
      ["index", "prediction"],
      shuffled.map((key, item) => [key, letters[item]]),
    ),
  );
  const { run } = await runOf(again);
  expect([run.positionDoubt, run.matched?.by.key, run.scores.overall?.value]).toEqual([undefined, 6, 1]);
});

it("records how rows were matched with the run", async () => {
  const rows = letters.map((response, item) => ({
    doc_id: item,
    doc: { question: questionOf(item) },
    filtered_resps: response,
    filter: "none",
  }));
  const { run, text } = await runOf(await upload("paths", jsonLines(rows)));
  expect(run.matched).toMatchObject({ by: { position: 6 }, confirmed: { question: 6 }, unconfirmed: 0 });
  expect(text).toMatch(/paths: In 6 rows the question is that of the item/);
});
