import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import { defaultWords } from "#/evaluation/tasks/assessment/protocol.ts";
import { seeAnswers } from "#/features/audit/see-answers.ts";
import { datasetItems, latestDataset } from "#/features/datasets/queries.ts";
import { hashBytes } from "#/features/predictions/hash-bytes.ts";
import {
  type CheckReport,
  type PredictionsReport,
  predictionsReport,
} from "#/features/predictions/predictions-report.ts";
import {
  type PredictionsInput,
  predictionsInput,
  submittedPredictions,
} from "#/features/predictions/schema.ts";
import { scorePredictions } from "#/features/predictions/score-predictions.ts";
import type { ScoredFile } from "#/features/predictions/scored-file.ts";
import { storePredictions } from "#/features/predictions/store-predictions.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { submissionAnswer } from "#/features/submissions/find-submission.ts";
import { hiddenBudget } from "#/features/submissions/hidden-budget.ts";
import { parseInput } from "#/features/submissions/parse-input.ts";
import { requireUser } from "#/features/submissions/policy.ts";
import type { SubmissionAnswer } from "#/features/submissions/view.ts";
import type { Actor } from "#/features/users/actor.ts";
import { AppError } from "#/lib/errors.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

export type PredictionsFile = { source: ByteSource; name: string };
type Judged = { dataset: Dataset; file: ScoredFile; report: PredictionsReport };

/** What the file would be scored as. Stores nothing and is not counted, so it gives no score where answers are hidden. */
export async function checkPredictions(
  actor: Actor,
  input: unknown,
  file: PredictionsFile,
): Promise<CheckReport> {
  const user = requireUser(actor);
  await spendAs(user, "upload");
  const { dataset, report } = await judge(actor, parseInput(predictionsInput, input), file, {
    isStored: false,
  });
  const budget = await hiddenBudget(user, dataset);
  return { ...report, submissionsLeft: budget?.left ?? null };
}

/** Scores a file of predictions and stores it as a submission that has ended, private until it is published. */
export async function submitPredictions(
  actor: Actor,
  input: unknown,
  { source, name }: PredictionsFile,
): Promise<{ submission: SubmissionAnswer; report: PredictionsReport }> {
  const owner = requireUser(actor);
  await spendAs(owner, "upload");
  const parsed = parseInput(submittedPredictions, input);
  const hashed = hashBytes(source);
  const { dataset, file, report } = await judge(
    actor,
    parsed,
    { source: hashed.source, name },
    { isStored: true },
  );
  if (file.n === 0) {
    const words = `${name} holds no usable prediction for ${dataset.slug}. Send a file with values.`;
    throw new AppError("bad-input", words, { fields: { file: [words] } });
  }
  const words = file.values === "differences" ? (parsed.words ?? defaultWords) : null;
  const id = await storePredictions(owner, parsed.model, dataset, file, {
    name,
    words,
    ...hashed.digest(),
  });
  return { submission: await submissionAnswer(id), report };
}

async function judge(
  actor: Actor,
  input: PredictionsInput,
  file: PredictionsFile,
  { isStored }: { isStored: boolean },
): Promise<Judged> {
  const dataset = await latestDataset(input.dataset);
  if (!dataset) {
    const words = `There is no dataset ${input.dataset}. Import it first: npm run board -- datasets import FILE --as FORMAT --slug ${input.dataset}`;
    throw new AppError("bad-input", words, { fields: { dataset: [words] } });
  }
  const items = await datasetItems(dataset.id);
  const sees = await seeAnswers(actor, dataset, `predictions in ${file.name}`);
  const scored = await scorePredictions(dataset, items, file.source, file.name, {
    words: input.words,
    scored: sees || isStored,
  });
  const report = predictionsReport(dataset, input.model ?? null, scored, sees);
  return { dataset, file: scored, report };
}
