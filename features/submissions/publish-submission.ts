import type { Actor } from "#/features/access/actor.ts";
import { findSubmission, type SubmissionWithRuns } from "#/features/access/find-submission.ts";
import { auditAdminAction } from "#/features/access/record-audit.ts";
import { requireChange, requireUser } from "#/features/access/submission-policy.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { approveEntries } from "#/features/submissions/publication/approve-entries.ts";
import { chooseName } from "#/features/submissions/publication/name-for-public.ts";
import {
  needsApproval,
  publishEntries,
  publishing,
} from "#/features/submissions/publication/publish-entries.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { db, type Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/**
 * Shows the submission and its scores to everybody; runs that finish later are shown as they do. Its model's name becomes the
 * owner's; where somebody else published under it first, `name` is another. Figures on hidden answers wait for an
 * administrator's approval, who gives it by publishing; with nothing else the submission stays private until then.
 */
export async function publishSubmission(actor: Actor, id: string, name?: string): Promise<SubmissionAnswer> {
  const submission = requireChange(actor, id, await findSubmission(id));
  const user = requireUser(actor);
  if (!submission.runs.some((run) => run.status === "finished")) {
    throw new AppError("conflict", { key: "submissions.nothingToPublish" });
  }
  if (submission.lockedAt !== null) throw locked(submission);
  if (submission.publishedAt === null) {
    await spendAs(user, "publish");
    await spendAs(user, "publishAgain", id);
  }
  const fresh = await db().$transaction(async (tx) => {
    // A run that is being settled sees one state or the other.
    await tx.$queryRaw`SELECT FROM submissions WHERE id = ${submission.id}::uuid FOR NO KEY UPDATE`;
    const now = await tx.submission.findUniqueOrThrow({ where: { id } });
    if (now.lockedAt !== null) throw locked(now);
    if (now.publishedAt === null) await chooseName(tx, submission, name);
    if (user.isAdmin) await approveEntries(tx, submission);
    else await askApproval(tx, submission);
    const isNew = await publishEntries(tx, submission);
    if (isNew) await auditAdminAction(tx, actor, "submission-changed", id, { change: "publish" });
    return isNew;
  }, publishing);
  if (fresh) {
    for (const { dataset } of submission.runs) {
      // What takes long a worker's next round has: this process must not wait.
      if (leaderboardByTask[dataset.task].comparesAtOnce) await compareEntries(dataset.slug);
    }
  }
  await notifyProgress(id);
  return submissionAnswer(id);
}

async function askApproval(tx: Tx, submission: SubmissionWithRuns): Promise<void> {
  const runs = submission.runs.filter(needsApproval).map((run) => run.id);
  await tx.entry.updateMany({
    where: { runId: { in: runs }, approvedAt: null, approvalAskedAt: null, scores: { some: {} } },
    data: { approvalAskedAt: new Date(), approvalRefusal: null },
  });
}

function locked({ lockReason }: { lockReason: string | null }): AppError {
  return new AppError("forbidden", { key: "submissions.locked", params: { reason: lockReason ?? "" } });
}
