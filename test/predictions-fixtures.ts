import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { User } from "#/features/access/actor.ts";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { submitPredictions } from "#/features/predictions/submit-predictions.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { createUser } from "#/features/users/create-user.ts";

/** Datasets from files and rows published from predictions, all of one owner. */
export function usePredictionsFixtures() {
  let folder = "";
  let owner: User;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "q-bench-board-scene-"));
    owner = await createUser({ email: "owner@example.org" });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  return {
    owner: () => owner,
    async load(slug: string, as: "llvisionqa" | "iqa" | "q-bench2", content: unknown): Promise<void> {
      const file = join(folder, `${slug}.json`);
      await writeFile(file, JSON.stringify(content));
      await importDataset({ file, as, slug, answers: "public" });
    },
    async publish(model: string, dataset: string, content: unknown): Promise<string> {
      const source = Buffer.from(JSON.stringify(content));
      const { submission } = await submitPredictions(
        owner,
        { dataset, model },
        { source, name: `${model}.json` },
      );
      await publishSubmission(owner, submission.id);
      return submission.id;
    },
  };
}
