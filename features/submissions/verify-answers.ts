import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { findSubmission } from "#/features/access/find-submission.ts";
import { moderationReason } from "#/features/access/moderation-reason.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { requireView } from "#/features/access/submission-policy.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { submissionAnswer } from "#/features/submissions/submission-answer.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/** An administrator vouches for uploaded answers: from now on they are ranked among those that were measured. */
export async function verifyAnswers(actor: Actor, id: string, why: string): Promise<SubmissionAnswer> {
  const admin = requireAdmin(actor);
  const submission = requireView(actor, id, await findSubmission(id));
  const reason = moderationReason(why);
  await db().$transaction(async (tx) => {
    const waiting = await tx.entry.findMany({
      where: { run: { submissionId: id }, source: "uploaded", verifiedAt: null },
      select: { id: true, datasetSlug: true, publishedAt: true },
    });
    if (waiting.length === 0) throw new AppError("conflict", { key: "submissions.nothingToVerify" });
    await tx.entry.updateMany({
      where: { id: { in: waiting.map((entry) => entry.id) } },
      // Not compared yet: they stand among others now.
      data: { verifiedAt: new Date(), comparedAt: null },
    });
    await recordAudit(tx, admin, "answers-verified", id, { reason });
    for (const { datasetSlug, publishedAt } of waiting) {
      if (publishedAt === null) continue;
      const subject = `${submission.model.slug} on ${datasetSlug}`;
      await recordLedger(tx, "answers-verified", subject, { submission: id, by: "administrator" });
    }
  });
  for (const { dataset } of submission.runs)
    if (leaderboardByTask[dataset.task].comparesAtOnce) await compareEntries(dataset.slug);
  return submissionAnswer(id);
}

/** Vouches for all that is published of a model's uploaded answers. Resolves with the submissions that were verified. */
export async function verifyModel(actor: Actor, slug: string, why: string): Promise<string[]> {
  requireAdmin(actor);
  const waiting = await db().submission.findMany({
    where: {
      publishedAt: { not: null },
      runs: { some: { entries: { some: { model: { slug }, source: "uploaded", verifiedAt: null } } } },
    },
    select: { id: true },
  });
  if (waiting.length === 0) throw new AppError("conflict", { key: "submissions.nothingToVerify" });
  for (const { id } of waiting) await verifyAnswers(actor, id, why);
  return waiting.map(({ id }) => id);
}
