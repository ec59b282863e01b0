import { isFullyJudged } from "#/features/judging/queries.ts";
import { eraseIdleKey } from "#/features/runs/erase-idle-key.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";
import { writeEntry } from "#/features/scoring/write-entry.ts";
import { db } from "#/lib/db.ts";
import { log } from "#/lib/log.ts";
import type { RunStatus } from "#/prisma/generated/client.ts";

const withContext = { submission: { include: { model: true } }, dataset: true } as const;

/** Ends a run whose batches are all done and judged: scores, entry, status. Does nothing to any other run. */
export async function settleRun(runId: number): Promise<"settled" | "not-due"> {
  const run = await db().run.findUnique({ where: { id: runId }, include: withContext });
  if (!run || !isActive(run.status)) return "not-due";
  const counts = await countItems(runId);
  if (!counts || !(await isFullyJudged(runId))) return "not-due";
  const runner = runnerFor(run.dataset.task);
  const sheets = run.dataset.hasAnswers && counts.done > 0 && runner ? await runner.score(run) : [];
  const settled = await db().$transaction(async (tx) => {
    const [submission] = await tx.$queryRaw<{ publishedAt: Date | null }[]>`
      SELECT published_at AS "publishedAt" FROM submissions WHERE id = ${run.submissionId}::uuid FOR NO KEY UPDATE`;
    const [held] = await tx.$queryRaw<{ status: RunStatus; complete: boolean }[]>`
      SELECT status::text AS status,
        NOT EXISTS (SELECT FROM run_batches b WHERE b.run_id = runs.id AND b.state <> 'done')
          AND NOT EXISTS (SELECT FROM run_canaries c WHERE c.run_id = runs.id AND c.state IN ('open', 'changed')) AS complete
      FROM runs WHERE id = ${runId} FOR NO KEY UPDATE`;
    if (!submission || !held?.complete || !isActive(held.status)) return null;
    const failed = counts.done === 0;
    await tx.run.update({
      where: { id: runId },
      data: {
        status: failed ? "failed" : "finished",
        reason: failed ? "no-answers" : null,
        reasonDetail: null,
        pausedSince: null,
        resumeAt: null,
        finishedAt: new Date(),
      },
    });
    for (const sheet of sheets) {
      if (sheet.scores.length === 0) continue;
      const coverage = (runner?.covered?.(sheet.scores) ?? counts.done) / run.total;
      await writeEntry(tx, run, sheet, coverage, submission.publishedAt);
    }
    await tx.judgement.updateMany({
      where: { runId, status: "open" },
      data: { status: "finished", finishedAt: new Date(), resumeAt: null, reason: null },
    });
    await eraseIdleKey(tx, run.submissionId);
    return submission;
  });
  if (!settled) return "not-due";
  log().info({ runId, submissionId: run.submissionId, done: counts.done, total: run.total }, "run settled");
  await notifyProgress(run.submissionId);
  return "settled";
}

async function countItems(runId: number): Promise<{ done: number } | null> {
  const groups = await db().runBatch.groupBy({ by: ["state"], where: { runId }, _sum: { done: true } });
  if (groups.some((group) => group.state !== "done")) return null;
  if (await db().driftCheck.findFirst({ where: { runId, state: { in: ["open", "changed"] } } })) return null;
  return { done: groups[0]?._sum.done ?? 0 };
}
