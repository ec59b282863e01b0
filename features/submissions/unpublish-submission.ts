import type { Actor } from "#/features/access/actor.ts";
import { findSubmission } from "#/features/access/find-submission.ts";
import { auditAdminAction } from "#/features/access/record-audit.ts";
import { requireChange } from "#/features/access/submission-policy.ts";
import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { db } from "#/lib/db.ts";

/** Takes the submission back; the ledger keeps both notes. */
export async function unpublishSubmission(actor: Actor, id: string): Promise<SubmissionAnswer> {
  const submission = requireChange(actor, id, await findSubmission(id));
  await db().$transaction(async (tx) => {
    await tx.entry.updateMany({ where: { run: { submissionId: id } }, data: { approvalAskedAt: null } });
    const { count } = await tx.submission.updateMany({
      where: { id, publishedAt: { not: null } },
      data: { publishedAt: null },
    });
    if (count === 0) return;
    await tx.entry.updateMany({ where: { run: { submissionId: id } }, data: { publishedAt: null } });
    const datasets = submission.runs.map((run) => run.dataset.slug).join(" ");
    await auditAdminAction(tx, actor, "submission-changed", id, { change: "unpublish" });
    await recordLedger(tx, "submission-unpublished", submission.model.slug, { submission: id, datasets });
  });
  await notifyProgress(id);
  return submissionAnswer(id);
}
