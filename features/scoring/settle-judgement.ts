import { completeJudgements } from "#/features/judging/queries.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { descriptionSheet } from "#/features/scoring/description-sheets.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { writeEntry } from "#/features/scoring/write-entry.ts";
import { db } from "#/lib/db.ts";

const withContext = {
  judge: true,
  run: { include: { submission: { include: { model: true } }, dataset: true, entries: true } },
} as const;

/** Ends a judgement with nothing left to rate: as a part of its run, or after it, beside the scores that are there. */
export async function settleJudgement(id: number): Promise<void> {
  const judgement = await db().judgement.findUnique({ where: { id }, include: withContext });
  if (judgement?.status !== "open") return;
  const { run, judge } = judgement;
  if (run.status !== "finished") return void (await settleRun(run.id));
  if (!(await completeJudgements()).includes(id)) return;
  const sheet = await descriptionSheet({ judgementId: id, judgeId: judge.id, label: judge.label });
  await db().$transaction(async (tx) => {
    const [submission] = await tx.$queryRaw<{ publishedAt: Date | null }[]>`
      SELECT published_at AS "publishedAt" FROM submissions WHERE id = ${run.submissionId}::uuid FOR NO KEY UPDATE`;
    const { count } = await tx.judgement.updateMany({
      where: { id, status: "open" },
      data: { status: "finished", finishedAt: new Date(), resumeAt: null, reason: null },
    });
    if (!submission || count === 0 || sheet.scores.length === 0) return;
    await writeEntry(tx, run, sheet, run.entries[0]?.coverage ?? 1, submission.publishedAt);
  });
  await notifyProgress(run.submissionId);
}
