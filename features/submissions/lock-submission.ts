import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { findSubmission } from "#/features/access/find-submission.ts";
import { moderationReason } from "#/features/access/moderation-reason.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { requireView } from "#/features/access/submission-policy.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { unpublishSubmission } from "#/features/submissions/unpublish-submission.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/** Takes a submission back so that its owner cannot publish it again; the owner reads the reason. */
export async function lockSubmission(actor: Actor, id: string, why: string): Promise<SubmissionAnswer> {
  const admin = requireAdmin(actor);
  requireView(admin, id, await findSubmission(id));
  const reason = moderationReason(why);
  await db().$transaction(async (tx) => {
    // First the lock: between the two nobody publishes it again.
    const { count } = await tx.submission.updateMany({
      where: { id, lockedAt: null },
      data: { lockedAt: new Date(), lockReason: reason },
    });
    if (count === 0) throw new AppError("conflict", { key: "submissions.lockedAlready" });
    await recordAudit(tx, admin, "submission-locked", id, { reason });
  });
  return unpublishSubmission(admin, id);
}

export async function unlockSubmission(actor: Actor, id: string, why: string): Promise<SubmissionAnswer> {
  const admin = requireAdmin(actor);
  requireView(admin, id, await findSubmission(id));
  const reason = moderationReason(why);
  await db().$transaction(async (tx) => {
    const { count } = await tx.submission.updateMany({
      where: { id, lockedAt: { not: null } },
      data: { lockedAt: null, lockReason: null },
    });
    if (count === 0) throw new AppError("conflict", { key: "submissions.notLocked" });
    await recordAudit(tx, admin, "submission-unlocked", id, { reason });
  });
  return submissionAnswer(id);
}
