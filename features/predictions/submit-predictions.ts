import { defaultWords } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { Actor } from "#/features/access/actor.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { requireUser } from "#/features/access/submission-policy.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { requireAdmission, requireFilesTaken } from "#/features/hidden-keys/require-admission.ts";
import {
  type CheckReport,
  type PredictionsReport,
  predictionsReport,
} from "#/features/predictions/predictions-report.ts";
import type { SentFile } from "#/features/predictions/receive-file.ts";
import {
  type PredictionsInput,
  predictionsInput,
  submittedPredictions,
} from "#/features/predictions/schema.ts";
import { storePredictions } from "#/features/predictions/store-predictions.ts";
import { withScoredFile } from "#/features/predictions/with-scored-file.ts";
import { hiddenBudget, refuseSpentBudget } from "#/features/quotas/hidden-budget.ts";
import { refuseSpentQuota } from "#/features/quotas/require-quota.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { parseInput } from "#/features/submissions/parse-input.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { AppError } from "#/lib/errors.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

/** Resolves with what the file would be scored as. Stores nothing and is not counted, so it gives no score where answers are hidden. */
export async function checkPredictions(actor: Actor, input: unknown, file: SentFile): Promise<CheckReport> {
  const user = requireUser(actor);
  await spendAs(user, "upload");
  const { words, filter, model = null, ...asked } = parseInput(predictionsInput, input);
  const dataset = await scorableDataset({ ...asked, words });
  let canSee = false;
  const isScored = async () => {
    canSee = await authorizeAnswerKeys(actor, dataset, `predictions in ${file.name}`);
    return canSee;
  };
  const how = { account: user.id, dataset, words, filter };
  const report = await withScoredFile(file, how, isScored, async (scored) =>
    predictionsReport(dataset, model, scored, canSee),
  );
  const budget = await hiddenBudget(user, dataset);
  return { ...report, submissionsLeft: budget?.left ?? null };
}

/**
 * Scores a file of predictions and stores it as a submission that has ended, private until it is published. What refuses
 * it whatever it holds is found out before any of it is read, and again when it is stored.
 */
export async function submitPredictions(
  actor: Actor,
  input: unknown,
  file: SentFile,
): Promise<{ submission: SubmissionAnswer; report: PredictionsReport }> {
  const owner = requireUser(actor);
  await spendAs(owner, "upload");
  const { words, filter, model, ...asked } = parseInput(submittedPredictions, input);
  const dataset = await scorableDataset({ ...asked, words });
  await requireAdmission(owner, [dataset]);
  await requireFilesTaken(owner, dataset);
  await refuseSpentQuota(owner);
  await refuseSpentBudget(owner, dataset);
  let canSee = false;
  const isScored = async () => {
    canSee = await authorizeAnswerKeys(actor, dataset, `predictions in ${file.name}`);
    return true;
  };
  const how = { account: owner.id, dataset, words, filter };
  const { id, report } = await withScoredFile(
    file,
    how,
    isScored,
    async (scored, { sha256, bytes, name }) => {
      if (scored.n === 0) throw nothingUsable(name, dataset);
      const pair = scored.values === "differences" ? (words ?? defaultWords) : null;
      const provenance = { name, words: pair, filter: filter ?? null, sha256, bytes };
      const stored = await storePredictions(owner, model, dataset, scored, provenance);
      return { id: stored, report: predictionsReport(dataset, model, scored, canSee) };
    },
  );
  return { submission: await submissionAnswer(id), report };
}

async function scorableDataset({ dataset: slug, words }: Omit<PredictionsInput, "filter">): Promise<Dataset> {
  const dataset = await latestDataset(slug);
  if (!dataset) {
    const command = `npm run board -- datasets import FILE --as FORMAT --slug ${slug}`;
    throw refusal("dataset", { key: "predictions.noDataset", params: { dataset: slug, command } });
  }
  if (words !== undefined && !taskTraits[dataset.task].isRating) {
    const params = { dataset: slug, task: dataset.task };
    throw refusal("words", { key: "predictions.noWords", params });
  }
  if (taskTraits[dataset.task].needsJudge) {
    throw refusal("dataset", { key: "predictions.descriptions", params: { dataset: slug } });
  }
  return dataset;
}

function nothingUsable(name: string, { slug }: Dataset): AppError {
  return refusal("file", { key: "predictions.nothingUsable", params: { file: name, dataset: slug } });
}

function refusal(field: string, text: ErrorText): AppError {
  return new AppError("bad-input", text, { field });
}
