import type { Actor } from "#/features/access/actor.ts";
import { findSubmission } from "#/features/access/find-submission.ts";
import { auditAdminAction } from "#/features/access/record-audit.ts";
import { requireChange, requireUser } from "#/features/access/submission-policy.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/** Shows the submission and its scores to everybody; runs that finish later are shown as they do. */
export async function publishSubmission(actor: Actor, id: string): Promise<SubmissionAnswer> {
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
    await tx.entry.updateMany({
      where: { run: { submissionId: id }, scores: { some: {} } },
      data: { publishedAt, comparedAt: null },
    });
    const datasets = submission.runs.map((run) => run.dataset.slug).join(" ");
    await auditAdminAction(tx, actor, "submission-changed", id, { change: "publish" });
    await recordLedger(tx, "submission-published", submission.model.slug, { submission: id, datasets });
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

function locked({ lockReason }: { lockReason: string | null }): AppError {
  return new AppError("forbidden", { key: "submissions.locked", params: { reason: lockReason ?? "" } });
}
