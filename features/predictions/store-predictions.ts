import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import type { User } from "#/features/access/actor.ts";
import { requireAdmission, requireFilesTaken } from "#/features/hidden-keys/require-admission.ts";
import { findOrCreateModel } from "#/features/models/find-or-create-model.ts";
import { versionsOf } from "#/features/predictions/predictions-versions.ts";
import type { ScoredFile } from "#/features/predictions/scored-file.ts";
import { requireHiddenBudget } from "#/features/quotas/hidden-budget.ts";
import { requireSubmissionQuota } from "#/features/quotas/require-quota.ts";
import { type RunInContext, writeEntry } from "#/features/scoring/write-entry.ts";
import { db, type Tx } from "#/lib/db.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

export type Provenance = {
  name: string;
  sha256: string;
  bytes: number;
  words: WordPair | null;
  filter: string | null;
};

const timeoutMs = 120_000;

/** One transaction: the submission, its ended run, a result for every item, and its entry where there are scores. */
export function storePredictions(
  owner: User,
  modelName: string,
  dataset: Dataset,
  file: ScoredFile,
  provenance: Provenance,
): Promise<string> {
  return db().$transaction(
    async (tx) => {
      await requireAdmission(owner, [dataset], tx);
      await requireFilesTaken(owner, dataset, tx);
      await requireSubmissionQuota(owner, tx);
      await requireHiddenBudget(owner, [dataset], tx);
      const { id: modelId } = await findOrCreateModel(tx, { name: modelName, field: "model" }, owner);
      const submission = await tx.submission.create({
        data: { ownerId: owner.id, modelId, kind: "predictions" },
      });
      const run = await createRun(tx, submission.id, dataset, file, provenance);
      for await (const results of file.resultTexts())
        await tx.$executeRawUnsafe(insertResults, run.id, results);
      if (file.scores.length > 0) await writeEntry(tx, run, { scores: file.scores }, file.coverage, null);
      return submission.id;
    },
    { timeout: timeoutMs, maxWait: timeoutMs },
  );
}

// From the JSON that the thread has written, so that no value of it is looked at in this process.
const insertResults = `
INSERT INTO item_results (run_id, attempts, item, outcome, parsed, parsed_by, score, logprob_difference, censored, error, response)
SELECT $1::int, 0, answer.* FROM json_to_recordset($2::json) AS answer(item int, outcome item_outcome, parsed smallint,
  parsed_by text, score float8, logprob_difference float8, censored bool, error text, response text)`;

function createRun(
  tx: Tx,
  submissionId: string,
  dataset: Dataset,
  { n, repeated, matches, values, rung }: ScoredFile,
  { name, sha256, bytes, words, filter }: Provenance,
): Promise<RunInContext> {
  const now = new Date();
  const total = dataset.itemCount;
  return tx.run.create({
    data: {
      submissionId,
      datasetId: dataset.id,
      status: "finished",
      ...versionsOf(dataset.task),
      rung,
      settings: {
        file: { name, sha256, bytes },
        repeated,
        matched: { ...matches, keys: dataset.keyField },
        values,
        ...(words && { words: [...words] }),
        ...(filter && { filter }),
      },
      total,
      startedAt: now,
      finishedAt: now,
      batches: {
        create: { number: 0, firstItem: 0, lastItem: total - 1, state: "done", done: n, missing: total - n },
      },
    },
    include: { submission: { include: { model: true } }, dataset: true },
  });
}
