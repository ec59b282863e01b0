import type { Actor } from "#/features/access/actor.ts";
import { findSubmission, type SubmissionWithRuns } from "#/features/access/find-submission.ts";
import { auditAdminAction } from "#/features/access/record-audit.ts";
import { requireChange, requireUser } from "#/features/access/submission-policy.ts";
import { requireAdmission } from "#/features/hidden-keys/require-admission.ts";
import { requireHiddenBudget } from "#/features/quotas/hidden-budget.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { discardSuspectResults } from "#/features/runs/discard-suspect-results.ts";
import { enqueueSubmission } from "#/features/runs/enqueue-submission.ts";
import { isScoredAgain } from "#/features/runs/is-scored-again.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { apiKeyBinding } from "#/features/runs/queries.ts";
import { reopenRun } from "#/features/runs/reopen-run.ts";
import { withdrawEntries } from "#/features/scoring/withdraw-entries.ts";
import { parseInput } from "#/features/submissions/parse-input.ts";
import { retryInput } from "#/features/submissions/schema.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import { sealSecret } from "#/lib/secrets/secret-box.ts";

/** Asks what failed once more and keeps the rest; a new key replaces the stored one. */
export async function retrySubmission(
  actor: Actor,
  id: string,
  input: unknown = {},
): Promise<SubmissionAnswer> {
  const submission = requireChange(actor, id, await findSubmission(id));
  const { apiKey } = parseInput(retryInput, input);
  if (submission.kind !== "endpoint") {
    throw new AppError("conflict", { key: "submissions.fileNotAsked" });
  }
  if (!apiKey && !submission.sealedApiKey && neededKey(submission)) {
    throw new AppError("bad-input", { key: "submissions.keyErased" }, { field: "apiKey" });
  }
  await spendAs(requireUser(actor), "retry");
  await db().$transaction(async (tx) => {
    if (apiKey) {
      const sealedApiKey = sealSecret(apiKey, apiKeyBinding(submission.id));
      await tx.submission.update({ where: { id: submission.id }, data: { sealedApiKey } });
    }
    const datasets = submission.runs.map(({ dataset }) => dataset);
    await requireAdmission(requireUser(actor), datasets, tx, null);
    const suspects = await discardSuspectResults(tx, submission.id);
    // Another scoring tells of a hidden key what another submission would.
    await requireHiddenBudget(requireUser(actor), await isScoredAgain(tx, submission.id, suspects), tx, null);
    await withdrawEntries(tx, suspects);
    let reopened = 0;
    for (const { id: run } of submission.runs)
      if (await reopenRun(tx, run, apiKey !== undefined, suspects.has(run))) reopened += 1;
    if (reopened > 0) return auditAdminAction(tx, actor, "run-retried", id);
    throw new AppError("conflict", { key: "submissions.nothingToRetry" });
  });
  await notifyProgress(submission.id);
  await enqueueSubmission(submission.id);
  return submissionAnswer(submission.id);
}

function neededKey(submission: SubmissionWithRuns): boolean {
  return submission.runs.some(
    ({ settings }) =>
      typeof settings === "object" &&
      settings !== null &&
      "needsKey" in settings &&
      settings.needsKey === true,
  );
}
