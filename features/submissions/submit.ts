import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { Actor, User } from "#/features/access/actor.ts";
import { requireUser } from "#/features/access/submission-policy.ts";
import { requireAdmission } from "#/features/hidden-keys/require-admission.ts";
import type { JudgeIdentity } from "#/features/judging/judge-identity.ts";
import { hasJudge } from "#/features/judging/judge-setting.ts";
import { configuredJudge, isJudged } from "#/features/judging/open-judge.ts";
import { openJudgement } from "#/features/judging/open-judgement.ts";
import { findOrCreateModel } from "#/features/models/find-or-create-model.ts";
import { requireHiddenBudget } from "#/features/quotas/hidden-budget.ts";
import { requireSubmissionQuota } from "#/features/quotas/require-quota.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { planBatches } from "#/features/runs/batches/plan-batches.ts";
import { planDriftChecks } from "#/features/runs/drift/plan-drift-checks.ts";
import { enqueueSubmission } from "#/features/runs/enqueue-submission.ts";
import { apiKeyBinding } from "#/features/runs/queries.ts";
import type { TaskRunner } from "#/features/runs/task-runner.ts";
import { evaluableDataset, permutesOptions } from "#/features/submissions/evaluable-dataset.ts";
import { parseInput } from "#/features/submissions/parse-input.ts";
import { type SubmissionInput, submissionInput } from "#/features/submissions/schema.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { checkBaseUrl } from "#/features/submissions/trial/check-base-url.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";
import { sealSecret } from "#/lib/secrets/secret-box.ts";
import { type Dataset, Prisma } from "#/prisma/generated/client.ts";

type PlannedRun = { dataset: Dataset; runner: TaskRunner; judge: JudgeIdentity | null };

const longestIdempotencyKey = 200;
/** Runs of 81,000 items have thousands of batches, which take a busy machine longer than the 5 seconds of Prisma. */
const storing = { timeout: 60_000, maxWait: 60_000 };

/** Offers a model for evaluation. The same idempotency key of the same user answers with the first submission. */
export async function submit(
  actor: Actor,
  input: unknown,
  idempotencyKey?: string,
): Promise<SubmissionAnswer> {
  const owner = requireUser(actor);
  const parsed = parseInput(submissionInput, input);
  const key = checkedKey(idempotencyKey);
  const before = key && (await submittedBefore(owner.id, key));
  if (before) return submissionAnswer(before);
  await spendAs(owner, "submit");
  const baseUrl = checkBaseUrl(parsed.endpoint.baseUrl, "endpoint.baseUrl");
  const plan = await Promise.all(parsed.datasets.map(planRun));
  const id = await store(owner, { ...parsed, endpoint: { ...parsed.endpoint, baseUrl } }, plan, key);
  await enqueueSubmission(id);
  return submissionAnswer(id);
}

function checkedKey(key: string | undefined): string | null {
  if (!key) return null;
  if (key.length <= longestIdempotencyKey) return key;
  const params = { most: longestIdempotencyKey };
  throw new AppError("bad-input", { key: "submissions.longIdempotencyKey", params });
}

async function submittedBefore(ownerId: string, idempotencyKey: string): Promise<string | null> {
  const found = await db().submission.findUnique({
    where: { ownerId_idempotencyKey: { ownerId, idempotencyKey } },
    select: { id: true },
  });
  return found?.id ?? null;
}

async function planRun(slug: string): Promise<PlannedRun> {
  const { dataset, runner } = await evaluableDataset(slug, "datasets");
  return { dataset, runner, judge: await judgeFor(dataset) };
}

/** Resolves with who rates the run's answers, as the operator has set it now. */
async function judgeFor({ slug, task, hasAnswers }: Dataset): Promise<JudgeIdentity | null> {
  if (!(await isJudged(task))) return null;
  if (!(await hasJudge())) {
    throw refused({ key: "submissions.needsJudge", params: { dataset: slug } });
  }
  if (taskTraits[task].needsJudge && !hasAnswers) {
    throw refused({ key: "submissions.noReferences", params: { dataset: slug } });
  }
  return hasAnswers ? configuredJudge(task) : null;
}

function refused(text: ErrorText): AppError {
  return new AppError("bad-input", text, { field: "datasets" });
}

async function store(
  owner: User,
  input: SubmissionInput,
  plan: PlannedRun[],
  idempotencyKey: string | null,
): Promise<string> {
  try {
    return await db().$transaction(async (tx) => {
      const datasets = plan.map(({ dataset }) => dataset);
      await requireAdmission(owner, datasets, tx, "datasets");
      await requireSubmissionQuota(owner, tx);
      await requireHiddenBudget(owner, datasets, tx);
      const id = await createSubmission(tx, owner, input, idempotencyKey);
      for (const run of plan) await createRun(tx, id, run, settingsOf(run, input));
      return id;
    }, storing);
  } catch (error) {
    const isDouble = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    const before = isDouble && idempotencyKey && (await submittedBefore(owner.id, idempotencyKey));
    if (before) return before;
    throw error;
  }
}

async function createSubmission(
  tx: Tx,
  owner: User,
  { model: named, endpoint }: SubmissionInput,
  idempotencyKey: string | null,
): Promise<string> {
  const model = await findOrCreateModel(tx, named, owner);
  const { id } = await tx.submission.create({
    data: {
      ownerId: owner.id,
      modelId: model.id,
      organization: named.organization ?? null,
      url: named.url ?? null,
      kind: "endpoint",
      protocol: endpoint.protocol,
      baseUrl: endpoint.baseUrl,
      endpointModel: endpoint.model,
      concurrency: endpoint.concurrency,
      ...(endpoint.extraBody && { extraBody: endpoint.extraBody as Prisma.InputJsonObject }),
      idempotencyKey,
    },
  });
  if (endpoint.apiKey !== undefined) {
    const sealedApiKey = sealSecret(endpoint.apiKey, apiKeyBinding(id));
    await tx.submission.update({ where: { id }, data: { sealedApiKey } });
  }
  return id;
}

function settingsOf(
  { dataset }: PlannedRun,
  { endpoint, assessment }: SubmissionInput,
): Prisma.InputJsonObject {
  const needsKey = endpoint.apiKey !== undefined;
  return taskTraits[dataset.task].isRating && assessment ? { needsKey, asked: assessment } : { needsKey };
}

async function createRun(
  tx: Tx,
  submissionId: string,
  { dataset, runner, judge }: PlannedRun,
  settings: Prisma.InputJsonObject,
): Promise<void> {
  const { protocolVersion, promptVersion, parserVersion } = runner;
  const run = await tx.run.create({
    data: {
      submissionId,
      datasetId: dataset.id,
      protocolVersion,
      promptVersion,
      parserVersion,
      settings: permutesOptions(dataset)
        ? { ...settings, optionSeed: `${submissionId}/${dataset.id}` }
        : settings,
      total: dataset.itemCount,
      batches: { createMany: { data: planBatches(dataset.itemCount) } },
      canaries: { createMany: { data: planDriftChecks(dataset.itemCount) } },
    },
  });
  if (judge) await openJudgement(tx, run.id, judge);
}
