import { enqueueSubmission } from "#/features/runs/enqueue-submission.ts";
import { eraseIdleKey } from "#/features/runs/erase-idle-key.ts";
import type { Lease } from "#/features/runs/leases/lease-batch.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import type { FailCode } from "#/features/runs/pauses/pause-rule.ts";
import type { Preparation, RunPlan } from "#/features/runs/task-runner.ts";
import { db, type Tx } from "#/lib/db.ts";

const noScoringMode: FailCode = "no-rung";

/**
 * Fixes how the run asks, or ends it where it cannot, once and under the token of the lease that found it out.
 * Resolves with `null` if the run has ended now, or the lease was lost.
 */
export async function setScoringMode(
  lease: Lease,
  submissionId: string,
  found: Preparation,
): Promise<RunPlan | null> {
  const plan = await db().$transaction(async (tx) => {
    if (!(await isHeld(tx, lease))) return null;
    if ("refusal" in found) {
      await tx.run.update({
        where: { id: lease.runId },
        data: {
          status: "failed",
          reason: noScoringMode,
          reasonDetail: found.refusal,
          finishedAt: new Date(),
        },
      });
      await eraseIdleKey(tx, submissionId);
      return null;
    }
    const [fixed] = await tx.$queryRaw<RunPlan[]>`
      UPDATE runs SET rung = ${found.rung}, settings = settings || ${JSON.stringify(found.settings)}::jsonb
      WHERE id = ${lease.runId} RETURNING rung, settings`;
    return fixed ?? null;
  });
  await notifyProgress(submissionId);
  // The other batches were kept back until now, and the jobs that came for them have left.
  if (plan) await enqueueSubmission(submissionId);
  return plan;
}

async function isHeld(tx: Tx, { runId, number, token }: Lease): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM runs r JOIN run_batches b ON b.run_id = r.id
    WHERE r.id = ${runId} AND r.rung IS NULL AND r.status IN ('queued', 'running', 'paused')
      AND b.number = ${number} AND b.token = ${token} AND b.state = 'leased' FOR UPDATE OF r, b`;
  return held.length > 0;
}
