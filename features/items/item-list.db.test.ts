import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { chosenItems } from "#/features/items/item-filter.ts";
import { listItems } from "#/features/items/item-list.ts";
import { modelAnswers } from "#/features/items/model-answers.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { submitPredictions } from "#/features/predictions/submit-predictions.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { createUser } from "#/features/users/create-user.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

let folder = "";
let owner: Awaited<ReturnType<typeof createUser>>;
const asked = Array.from({ length: 120 }, (_, n) => ({
  type: n % 3,
  concern: n % 4,
  question: "Sharp?",
  img_path: `${n}.png`,
  candidates: ["Yes", "No"],
  correct_ans: "Yes",
}));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-items-"));
  owner = await createUser({ email: "owner@example.org" });
  const file = join(folder, "items.json");
  await writeFile(file, JSON.stringify(asked));
  await importDataset({ file, as: "llvisionqa", slug: "open", answers: "public" });
  await importDataset({ file, as: "llvisionqa", slug: "shut", answers: "hidden" });
  for (const dataset of ["open", "shut"]) {
    await publish("Early", dataset, (n) => (n < 30 ? "A" : "B"));
    await publish("Late", dataset, (n) => (n % 2 === 0 ? "A" : n === 1 ? "no idea" : "B"));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function publish(model: string, dataset: string, answer: (n: number) => string) {
  const rows = asked.map((item, n) => ({ ...item, response: answer(n) }));
  const source = Buffer.from(JSON.stringify(rows));
  const operator = { ...owner, isAdmin: true };
  const { submission } = await submitPredictions(operator, { dataset, model }, { source, name: "file.json" });
  await publishSubmission(operator, submission.id);
}

async function list(slug: string, params: Record<string, string>, actor: typeof owner | null = null) {
  const dataset = await latestDataset(slug);
  if (!dataset) throw new Error(slug);
  return listItems(actor, dataset, chosenItems(params));
}

it("opens behind a figure exactly the items that it was counted from", async () => {
  const { rows } = await leaderboard("perception", "open");
  const late = rows.find(({ model }) => model.slug === "late")?.scores["what.distortion"];
  const shown = await list("open", { type: "what", concern: "distortion", model: "late" });
  const [score] = shown.model?.scores ?? [];
  expect(score).toMatchObject({ value: late?.value, n: late?.n, low: late?.low, high: late?.high });
  expect(shown.numbers).toHaveLength(late?.n ?? 0);
  const { right = 0, wrong = 0, missing } = shown.model?.counts ?? {};
  expect([right / (right + wrong), missing]).toEqual([late?.value, 0]);
  const wrongs = await list("open", { type: "what", concern: "distortion", model: "late", outcome: "wrong" });
  expect(wrongs.numbers).toHaveLength(wrong);
  expect(wrongs.numbers.every((n) => n % 2 === 1 && n % 3 === 1 && n % 4 === 0)).toBe(true);
});

it("chooses by how many models are right and orders by difficulty", async () => {
  const all = await list("open", { solved: "all", order: "hardest" });
  expect(all.numbers).toEqual(asked.flatMap((_, n) => (n < 30 && n % 2 === 0 ? [n] : [])));
  const hardest = await list("open", { order: "hardest" });
  const solveRate = hardest.numbers.map((n) => hardest.difficulties.get(n)?.solveRate);
  expect(solveRate).toEqual([...solveRate].sort());
  const disputed = await list("open", { order: "disputed" });
  expect(disputed.difficulties.get(disputed.numbers[0] ?? -1)?.solveRate).toBe(0.5);
});

it("shows what a model answered, unread answers as such", async () => {
  const { model } = await list("open", { model: "late" });
  if (!model) throw new Error("no model");
  const answers = await modelAnswers(model.entry, [0, 1, 3]);
  expect([...answers].map(([n, { outcome, parsed }]) => [n, outcome, parsed])).toEqual([
    [0, "correct", 0],
    [1, "unparsed", null],
    [3, "wrong", 1],
  ]);
});

it("gives nothing of hidden answers away, neither by filter nor order nor count", async () => {
  const tricks = { model: "late", outcome: "right", solved: "all", order: "hardest" };
  const hidden = await list("shut", tricks);
  expect(hidden.numbers).toEqual(asked.map((_, n) => n));
  expect(hidden.chosen).toMatchObject({ outcome: null, solved: null, order: null, model: "late" });
  expect([hidden.difficulties.size, hidden.model?.counts]).toEqual([0, null]);
  const admin = await list("shut", tricks, { ...owner, isAdmin: true });
  expect(admin.numbers).toEqual(asked.flatMap((_, n) => (n < 30 && n % 2 === 0 ? [n] : [])));
});

it("says so where a model has no items here", async () => {
  const none = await list("open", { model: "nobody", outcome: "right" });
  expect([none.unknownModel, none.model, none.numbers.length]).toEqual(["nobody", null, 120]);
});
