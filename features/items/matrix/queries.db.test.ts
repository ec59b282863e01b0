import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { itemFilter } from "#/features/items/item-filter.ts";
import { verdictRows } from "#/features/items/matrix/queries.ts";
import { submitPredictions } from "#/features/predictions/submit-predictions.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { createUser } from "#/features/users/create-user.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

it("has one row a model, of what it published last, one mark an item of the slice", async () => {
  const folder = await mkdtemp(join(tmpdir(), "q-bench-board-matrix-"));
  const asked = Array.from({ length: 8 }, (_, n) => ({
    type: n % 2,
    concern: 0,
    question: "Sharp?",
    img_path: `${n}.png`,
    candidates: ["Yes", "No"],
    correct_ans: "Yes",
  }));
  const file = join(folder, "items.json");
  await writeFile(file, JSON.stringify(asked));
  await importDataset({ file, as: "llvisionqa", slug: "grid", answers: "public" });
  await rm(folder, { recursive: true });
  const owner = await createUser({ email: "owner@example.org" });
  const publish = async (model: string, answers: string[]) => {
    const rows = asked.flatMap((item, n) => (answers[n] ? [{ ...item, response: answers[n] }] : []));
    const source = Buffer.from(JSON.stringify(rows));
    const { submission } = await submitPredictions(
      owner,
      { dataset: "grid", model },
      { source, name: "a.json" },
    );
    await publishSubmission(owner, submission.id);
  };
  await publish("One", ["B", "B", "B", "B", "B", "B", "B", "B"]);
  await publish("One", ["A", "B", "hm", "A", "A", "B", "A", "A"]);
  await publish("Two", ["A", "A", "A", "A", "A", "A", "", "B"]);
  const id = (await latestDataset("grid"))?.id ?? 0;
  const rows = async (params: Parameters<typeof itemFilter>[0]) =>
    Object.fromEntries((await verdictRows(id, itemFilter(params))).map((row) => [row.slug, row.verdicts]));
  expect(await rows({})).toEqual({ one: "10x11011", two: "111111.0" });
  expect(await rows({ type: "what" })).toEqual({ one: "0101", two: "1110" });
});
