import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseQBenchHfRows } from "#/features/dataset-import/formats/q-bench-hf.ts";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { datasetItems } from "#/features/datasets/queries.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-keys-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importText(name: string, as: "vlmevalkit" | "llvisionqa" | "iqa", text: string, slug = name) {
  const file = join(folder, name);
  await writeFile(file, text);
  return importDataset({ file, as, slug: slug.replace(/\W/g, "-"), answers: "public" });
}

const table = "index\tquestion\tA\tB\tanswer\n30\tSharp?\tYes\tNo\tA\n7\tDull?\tYes\tNo\tB\n";

async function keysOf(id: number) {
  return (await datasetItems(id)).map(({ key }) => key);
}

it("stores what the file itself calls its items", async () => {
  const fromTable = await importText("table.tsv", "vlmevalkit", table);
  expect(fromTable.keys).toBe("index");
  expect(await keysOf(fromTable.id)).toEqual(["30", "7"]);

  const scores = [
    { img_path: "a/1.png", gt_score: 1 },
    { img_path: "a/2.png", gt_score: 2 },
  ];
  const fromPaths = await importText("paths.json", "iqa", JSON.stringify(scores));
  expect(fromPaths.keys).toBe("img_path");
  expect(await keysOf(fromPaths.id)).toEqual(["a/1.png", "a/2.png"]);
});

it("takes the ids of Hugging Face for keys where each item has one of its own", () => {
  const row = (id: string, path: string) => ({
    id,
    path,
    question: "Sharp?",
    option0: "Yes",
    option1: "No",
    question_type: 0,
    question_concern: 0,
    correct_choice: "A",
  });
  const own = parseQBenchHfRows([row("12", "a.png"), row("4", "b.png")], false);
  expect([own.keyField, own.items.map(({ key }) => key)]).toEqual(["id", ["12", "4"]]);
  const shared = parseQBenchHfRows([row("1", "a.png"), row("1", "b.png")], false);
  expect([shared.keyField, shared.items.map(({ key }) => key)]).toEqual([undefined, [null, null]]);
});

it("gives a dataset that was stored without keys those of its file, in place and once", async () => {
  const { id } = await importText("old.tsv", "vlmevalkit", table);
  await db().item.updateMany({ where: { datasetId: id }, data: { key: null } });
  await db().dataset.update({ where: { id }, data: { keyField: null } });

  const again = await importText("old.tsv", "vlmevalkit", table);
  expect(again).toMatchObject({ id, version: 1, unchanged: true, keys: "index" });
  expect(again.notes).toContainEqual(
    "The 2 items were stored without keys and have those of the file now (index).",
  );
  expect(await keysOf(id)).toEqual(["30", "7"]);
  expect((await importText("old.tsv", "vlmevalkit", table)).notes.join()).not.toContain("without keys");
});

it("refuses a file that calls the same items otherwise", async () => {
  const { id } = await importText("other.tsv", "vlmevalkit", table);
  await db().item.update({ where: { datasetId_number: { datasetId: id, number: 1 } }, data: { key: "8" } });
  await expect(importText("other.tsv", "vlmevalkit", table)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/item 1 has the key 8, in this file 7/),
  });
  expect(await keysOf(id)).toEqual(["30", "8"]);
});
