import type { Actor } from "#/features/access/actor.ts";
import { findSubmission, type SubmissionWithRuns } from "#/features/access/find-submission.ts";
import { auditAdminAction } from "#/features/access/record-audit.ts";
import { requireChange, requireUser } from "#/features/access/submission-policy.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { claimName } from "#/features/models/claim-name.ts";
import { findOrCreateModel } from "#/features/models/find-or-create-model.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { Model } from "#/prisma/generated/client.ts";

/**
 * Shows the submission and its scores to everybody; runs that finish later are shown as they do. Its model's name becomes the
 * owner's; where somebody else published under it first, `name` is another.
 */
export async function publishSubmission(actor: Actor, id: string, name?: string): Promise<SubmissionAnswer> {
  const submission = requireChange(actor, id, await findSubmission(id));
  if (!submission.runs.some((run) => run.status === "finished")) {
    throw new AppError("conflict", { key: "submissions.nothingToPublish" });
  }
  if (submission.lockedAt !== null) throw locked(submission);
  if (submission.publishedAt === null) {
    await spendAs(requireUser(actor), "publish");
    await spendAs(requireUser(actor), "publishAgain", id);
  }
  const publishedAt = new Date();
  const fresh = await db().$transaction(async (tx) => {
    // Also locks the row, so that a run that is being settled sees one state or the other.
    const { count } = await tx.submission.updateMany({
      where: { id, publishedAt: null, lockedAt: null },
      data: { publishedAt },
    });
    if (count === 0) {
      const now = await tx.submission.findUniqueOrThrow({ where: { id } });
      if (now.lockedAt !== null) throw locked(now);
      return false;
    }
    const model = await nameForPublic(tx, submission, name);
    await tx.entry.updateMany({
      where: { run: { submissionId: id }, scores: { some: {} } },
      data: { publishedAt, comparedAt: null },
    });
    const datasets = submission.runs.map((run) => run.dataset.slug).join(" ");
    await auditAdminAction(tx, actor, "submission-changed", id, { change: "publish" });
    await recordLedger(tx, "submission-published", model.slug, { submission: id, datasets });
    return true;
  });
  if (fresh) {
    for (const { dataset } of submission.runs) {
      // What takes long a worker's next round has: this process must not wait.
      if (leaderboardByTask[dataset.task].comparesAtOnce) await compareEntries(dataset.slug);
    }
    await notifyProgress(id);
  }
  return submissionAnswer(id);
}

/** Resolves with the model that the submission is published as, which has what its owner says of it from now on. */
async function nameForPublic(tx: Tx, submission: SubmissionWithRuns, name = ""): Promise<Model> {
  const { id, owner, organization, url } = submission;
  let { modelId } = submission;
  if (name.trim() !== "") {
    modelId = (await findOrCreateModel(tx, { name, kind: submission.model.kind, field: "name" }, owner)).id;
    await tx.submission.update({ where: { id }, data: { modelId } });
    await tx.entry.updateMany({ where: { run: { submissionId: id } }, data: { modelId } });
  }
  const model = await claimName(tx, modelId, owner);
  if (model.ownerId !== owner.id || (organization === null && url === null)) return model;
  const said = { ...(organization !== null && { organization }), ...(url !== null && { url }) };
  return tx.model.update({ where: { id: model.id }, data: said });
}

function locked({ lockReason }: { lockReason: string | null }): AppError {
  return new AppError("forbidden", { key: "submissions.locked", params: { reason: lockReason ?? "" } });
}
