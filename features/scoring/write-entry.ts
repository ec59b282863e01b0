import { statisticsVersion } from "#/evaluation/statistics/statistics-version.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { approvalAsBefore, approvalOfNew } from "#/features/hidden-keys/entry-approval.ts";
import { tellFigure, tellPublication } from "#/features/hidden-keys/tell-figure.ts";
import { type LedgerVerb, recordLedger } from "#/features/ledger/record-ledger.ts";
import type { ScoreSheet } from "#/features/runs/task-runner.ts";
import { archiveEntry } from "#/features/scoring/archive-entry.ts";
import { reencodedShare } from "#/features/scoring/reencoded-share.ts";
import type { Tx } from "#/lib/db.ts";
import type { Prisma } from "#/prisma/generated/client.ts";

export type RunInContext = Prisma.RunGetPayload<{
  include: { submission: { include: { model: true } }; dataset: true };
}>;

/** Writes a run's scores as its entry in one table of the leaderboard, in place of earlier ones. */
export async function writeEntry(
  tx: Tx,
  run: RunInContext,
  { judge, scores }: ScoreSheet,
  coverage: number,
  publishedAt: Date | null,
  /** Why it is written, where the run itself did not come to its end or get a further judge. */
  occasion?: { verb: LedgerVerb; detail: Record<string, string> },
): Promise<void> {
  const { submission, dataset } = run;
  const pipeline = judge?.label ?? "multiple-choice";
  // Read again: it may have been published under another name since the run was.
  const { modelId } = await tx.submission.findUniqueOrThrow({
    where: { id: submission.id },
    select: { modelId: true },
  });
  const facts = {
    modelId,
    task: dataset.task,
    datasetSlug: dataset.slug,
    datasetId: dataset.id,
    pipeline,
    judgeId: judge?.id ?? null,
    source: submission.kind === "predictions" ? ("uploaded" as const) : ("measured" as const),
    protocolVersion: run.protocolVersion,
    promptVersion: run.promptVersion,
    parserVersion: run.parserVersion,
    rung: run.rung,
    coverage,
    comparedAt: null,
    statisticsVersion,
  };
  const before = await tx.entry.findUnique({
    where: { runId_pipeline: { runId: run.id, pipeline } },
    include: { scores: true },
  });
  if (before) await archiveEntry(tx, before);
  const approval =
    before && occasion
      ? approvalAsBefore(publishedAt, before)
      : await approvalOfNew(tx, run, publishedAt, before);
  const entry = await tx.entry.upsert({
    where: { runId_pipeline: { runId: run.id, pipeline } },
    create: { ...facts, ...approval, runId: run.id },
    update: { ...facts, ...approval },
  });
  const measured = submission.kind === "endpoint" ? await reencodedShare(tx, run) : [];
  const data = [...scores, ...measured].map((score) => ({ ...score, entryId: entry.id }));
  await tx.score.createMany({ data });
  // What the operator has read again is told with what was published, and before publication not at all.
  if (!occasion) await tellFigure(tx, run, scores);
  else if (approval.publishedAt) await tellPublication(tx, run, scores);
  if (!approval.publishedAt) return;
  // A finished run that gets a further table was rated by another judge.
  const again = run.status === "finished" ? "run-rejudged" : "run-scored";
  const detail = {
    submission: submission.id,
    ...(taskTraits[dataset.task].needsJudge && { judge: pipeline }),
    ...occasion?.detail,
  };
  const subject = `${submission.model.slug} on ${dataset.slug}`;
  await recordLedger(tx, occasion?.verb ?? (before ? "run-rescored" : again), subject, detail);
}
