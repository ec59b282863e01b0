import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { difficultiesOf } from "#/features/items/difficulty/queries.ts";
import { submitPredictions } from "#/features/predictions/submit-predictions.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

it("measures how far models misplace a picture, one run a model, again when something is published", async () => {
  const folder = await mkdtemp(join(tmpdir(), "q-bench-board-difficulty-"));
  const file = join(folder, "rate.json");
  const photos = [0, 1, 2, 3, 4].map((n) => ({ img_path: `${n}.png`, gt_score: 10 * n }));
  await writeFile(file, JSON.stringify(photos));
  await importDataset({ file, as: "iqa", slug: "rate", answers: "public" });
  await rm(folder, { recursive: true });
  const dataset = await db().dataset.findFirstOrThrow({ where: { slug: "rate" } });
  const owner = await createUser({ email: "owner@example.org" });
  const publish = async (model: string, scores: number[]) => {
    const rows = photos.map(({ img_path }, n) => ({ img_path, score: scores[n] }));
    const source = Buffer.from(JSON.stringify(rows));
    const { submission } = await submitPredictions(
      owner,
      { dataset: "rate", model },
      { source, name: "a.json" },
    );
    await publishSubmission(owner, submission.id);
  };
  expect((await difficultiesOf(dataset)).size).toBe(0);
  await publish("One", [5, 4, 3, 2, 1]);
  await publish("One", [1, 2, 3, 4, 5]);
  expect(
    [...(await difficultiesOf(dataset)).values()].map(({ models, solveRate }) => [models, solveRate]),
  ).toEqual([1, 1, 1, 1, 1].map((solveRate) => [1, solveRate]));
  await publish("Two", [5, 2, 3, 4, 1]);
  const found = await difficultiesOf(dataset);
  // "Two" swaps the ends: each is off by all places for one model of two, so by half on average.
  expect([0, 1, 2, 3, 4].map((n) => found.get(n))).toEqual([
    { models: 2, solveRate: 0.5, disagreement: 0.5 },
    { models: 2, solveRate: 1, disagreement: 0 },
    { models: 2, solveRate: 1, disagreement: 0 },
    { models: 2, solveRate: 1, disagreement: 0 },
    { models: 2, solveRate: 0.5, disagreement: 0.5 },
  ]);
});
