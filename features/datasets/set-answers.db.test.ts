import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditLog } from "#/features/access/queries.ts";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { featuredItem, latestDataset, listVersions } from "#/features/datasets/queries.ts";
import { setAnswers } from "#/features/datasets/set-answers.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-answers-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Answers = "public" | "hidden";

/** The file of so many questions; each length is another content. */
async function load(slug: string, items: number, answers?: Answers) {
  const file = join(folder, `${slug}-${items}.json`);
  const questions = Array.from({ length: items }, (_, n) => ({
    type: 0,
    concern: 1,
    question: "Is it bright?",
    img_path: `${n}.png`,
    candidates: ["Yes", "No"],
    correct_ans: "Yes",
  }));
  await writeFile(file, JSON.stringify(questions));
  return importDataset({ file, as: "llvisionqa", slug, ...(answers && { answers }) });
}

const newAdmin = (name: string) => createUser({ email: `${name}@example.org`, isAdmin: true });
const shown = async (slug: string) =>
  (await listVersions()).filter((one) => one.slug === slug).map(({ answers }) => answers);

it("hides every version at once, and shows again only what is asked for", async () => {
  const admin = await newAdmin("hides");
  for (const items of [1, 2, 3]) await load("versions", items, "public");
  const { id = 0 } = (await latestDataset("versions")) ?? {};
  await setAnswers(admin, { id, answers: "hidden" });
  expect(await shown("versions")).toEqual(["hidden", "hidden", "hidden"]);
  await expect(setAnswers(admin, { id, answers: "public" })).rejects.toMatchObject({
    text: { key: "hiddenKeys.typeName", params: { dataset: "versions" } },
  });
  await setAnswers(admin, { id, confirm: "versions", answers: "public" });
  expect(await shown("versions")).toEqual(["hidden", "hidden", "public"]);
  await setAnswers(admin, { id, confirm: "versions", answers: "public", older: true });
  expect(await shown("versions")).toEqual(["public", "public", "public"]);
  await setAnswers(admin, { id, confirm: "versions", answers: "public", older: true });
  const entries = await auditLog({ limit: 10, verb: "dataset-changed" });
  expect(entries.map(({ subject, detail }) => [subject, detail])).toEqual([
    ["versions", { versions: "1, 2", before: "hidden", answers: "public" }],
    ["versions", { versions: "3", before: "hidden", answers: "public" }],
    ["versions", { versions: "1, 2, 3", before: "public", answers: "hidden" }],
  ]);
});

it("hides older versions with an import of hidden ones, and says so", async () => {
  await load("import", 1, "public");
  await load("import", 2, "public");
  const report = await load("import", 3, "hidden");
  expect(await shown("import")).toEqual(["hidden", "hidden", "hidden"]);
  expect(report.notes.join(" ")).toMatch(/versions 1, 2 were public and are hidden now/);
  const [entry] = await auditLog({ limit: 1, verb: "dataset-changed" });
  expect(entry).toMatchObject({ subject: "import", address: "shell", detail: { versions: "1, 2" } });

  const admin = await newAdmin("shows");
  const { id = 0 } = (await latestDataset("import")) ?? {};
  await setAnswers(admin, { id, confirm: "import", answers: "public", older: true });
  expect((await load("import", 3)).notes.join(" ")).not.toMatch(/hidden now/);
  expect(await shown("import")).toEqual(["public", "public", "public"]);
  const again = await load("import", 3, "hidden");
  expect(again).toMatchObject({ version: 3, unchanged: true, answers: "hidden" });
  expect(again.notes.join(" ")).toMatch(/versions 1, 2, 3 were public/);
  expect(await shown("import")).toEqual(["hidden", "hidden", "hidden"]);
});

it("opens nothing by an import", async () => {
  await load("shut", 1, "public");
  const { id = 0 } = (await latestDataset("shut")) ?? {};
  const admin = await newAdmin("shuts");
  await setAnswers(admin, { id, answers: "hidden" });
  await expect(load("shut", 2, "public")).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/answers of shut are hidden.*--answers hidden.*\/admin/),
  });
  const same = await load("shut", 1, "public");
  expect(same).toMatchObject({ unchanged: true, answers: "hidden" });
  expect(same.notes.join(" ")).toMatch(/stay hidden/);
  expect(await shown("shut")).toEqual(["hidden"]);
  await setAnswers(admin, { id, confirm: "shut", answers: "public" });
  expect(await load("shut", 2, "public")).toMatchObject({ version: 2, answers: "public" });
});

it("features no item of an older version", async () => {
  const image = { hash: "0".repeat(64), mime: "image/png", bytes: 1, width: 1, height: 1 };
  await db().image.create({ data: image });
  await db().dataset.updateMany({ data: { answers: "hidden" } });
  await load("featured", 1, "public");
  const { id = 0 } = (await latestDataset("featured")) ?? {};
  await db().item.updateMany({ where: { datasetId: id }, data: { imageHash: image.hash } });
  await db().dataset.update({ where: { id }, data: { imageCount: 1 } });
  expect(await featuredItem(1)).toMatchObject({ datasetId: id, number: 0 });
  await load("featured", 2, "hidden");
  await db().dataset.update({ where: { id }, data: { answers: "public" } });
  expect(await featuredItem(1)).toBeNull();
});
