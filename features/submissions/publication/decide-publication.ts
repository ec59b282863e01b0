import { z } from "zod";
import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { findSubmission } from "#/features/access/find-submission.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { approveEntries } from "#/features/submissions/publication/approve-entries.ts";
import { publishEntries, publishing } from "#/features/submissions/publication/publish-entries.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const input = z.object({
  submission: z.string(),
  dataset: z.string(),
  decision: z.enum(["approve", "refuse"]),
  reason: z.string().trim().max(500).default(""),
});

/** Answers an owner who asked that figures on hidden answers be published. */
export async function decidePublication(actor: Actor, values: unknown): Promise<void> {
  const admin = requireAdmin(actor);
  const { submission: id, dataset, decision, reason } = input.parse(values);
  const submission = await findSubmission(id);
  const run = submission?.runs.find((one) => one.dataset.slug === dataset);
  if (!submission || !run) throw new AppError("not-found", { key: "access.noSubmission", params: { id } });
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM submissions WHERE id = ${submission.id}::uuid FOR NO KEY UPDATE`;
    const asked = { runId: run.id, approvalAskedAt: { not: null } };
    const waiting = await tx.entry.count({ where: asked });
    if (waiting === 0) throw new AppError("conflict", { key: "hiddenKeys.nothingWaits" });
    if (decision === "approve") {
      if (submission.lockedAt !== null) {
        const params = { reason: submission.lockReason ?? "" };
        throw new AppError("forbidden", { key: "submissions.locked", params });
      }
      await approveEntries(tx, submission, dataset);
      await publishEntries(tx, submission);
    } else {
      await tx.entry.updateMany({ where: asked, data: { approvalAskedAt: null, approvalRefusal: reason } });
    }
    await recordAudit(tx, admin, "publication-decided", id, { dataset, decision, reason });
  }, publishing);
  if (decision === "approve" && leaderboardByTask[run.dataset.task].comparesAtOnce)
    await compareEntries(dataset);
  await notifyProgress(id);
}
