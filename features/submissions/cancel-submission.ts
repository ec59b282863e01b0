import type { Actor } from "#/features/access/actor.ts";
import { findSubmission } from "#/features/access/find-submission.ts";
import { auditAdminAction } from "#/features/access/record-audit.ts";
import { requireChange } from "#/features/access/submission-policy.ts";
import { eraseIdleKey } from "#/features/runs/erase-idle-key.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { activeStatuses } from "#/features/runs/run-status.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/** Ends what has not ended. Calls in flight are cut within a third of a lease; what was answered is kept. */
export async function cancelSubmission(actor: Actor, id: string): Promise<SubmissionAnswer> {
  const submission = requireChange(actor, id, await findSubmission(id));
  await db().$transaction(async (tx) => {
    // Submission before runs, in the order in which a run is settled.
    await tx.$queryRaw`SELECT FROM submissions WHERE id = ${submission.id}::uuid FOR NO KEY UPDATE`;
    const { count } = await tx.run.updateMany({
      where: { submissionId: submission.id, status: { in: activeStatuses } },
      data: {
        status: "cancelled",
        reason: null,
        reasonDetail: null,
        pausedSince: null,
        resumeAt: null,
        finishedAt: new Date(),
      },
    });
    if (count === 0) throw new AppError("conflict", { key: "submissions.hasEnded" });
    await auditAdminAction(tx, actor, "submission-changed", id, { change: "cancel" });
    await eraseIdleKey(tx, submission.id);
  });
  await notifyProgress(submission.id);
  return submissionAnswer(submission.id);
}
