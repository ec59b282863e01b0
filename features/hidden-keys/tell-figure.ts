import { type LadderFigure, ladderCell } from "#/evaluation/key-leak/ladder.ts";
import { figureBits, ladderBits } from "#/evaluation/key-leak/leak-bits.ts";
import { figureOfCell, scaleOf } from "#/evaluation/key-leak/released-figure.ts";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import type { Task } from "#/evaluation/tasks/task.ts";
import { coarsenScores, smallestHiddenSlice } from "#/features/access/coarsen-scores.ts";
import { leakMeter } from "#/features/hidden-keys/leak-meter.ts";
import type { Tx } from "#/lib/db.ts";
import type { KeyReleaseKind } from "#/prisma/generated/client.ts";

/** The one figure that is told before publication. */
const toldMetric: Record<Task, string> = { perception: "accuracy", description: "sum", assessment: "srcc" };
const leastReadable = 0.95;

export type ScoredRun = {
  id: number;
  total: number;
  submission: { ownerId: string };
  dataset: { slug: string; task: Task; answers: "public" | "hidden"; hasAnswers: boolean };
};

/**
 * Enters what the owner of a run on hidden answers is told of its scores before they are published: one figure in steps, that it
 * is no better than the account's best, or nothing. Administrators see the scores themselves.
 */
export async function tellFigure(tx: Tx, run: ScoredRun, scores: readonly ScoreRow[]): Promise<void> {
  const { dataset, submission } = run;
  if (dataset.answers === "public" || !dataset.hasAnswers) return;
  const owner = await tx.user.findUniqueOrThrow({ where: { id: submission.ownerId } });
  if (owner.isAdmin) return;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`key ${dataset.slug}`}, 0))`;
  await tx.keyRelease.deleteMany({ where: { runId: run.id, kind: "waiting" } });
  const metric = toldMetric[dataset.task];
  const found = scores.find((score) => score.metric === metric && score.slice === "overall");
  const figure = { metric, value: found?.value ?? null, n: found?.n ?? 0 };
  const told = await answerTo(tx, run, figure);
  const facts = { datasetSlug: dataset.slug, userId: owner.id, runId: run.id, metric, n: figure.n };
  await tx.keyRelease.create({ data: { ...facts, ...told } });
}

async function answerTo(
  tx: Tx,
  run: ScoredRun,
  figure: LadderFigure,
): Promise<{ kind: KeyReleaseKind; value?: number; bits?: number }> {
  const { slug } = run.dataset;
  if (figure.value === null || figure.n < smallestHiddenSlice || !(await isReadable(tx, run)))
    return { kind: "withheld" };
  const { ownerId } = run.submission;
  const admission = { userId: ownerId, datasetSlug: slug, state: "granted" as const };
  const isAdmitted = (await tx.admission.count({ where: admission })) > 0;
  if (!isAdmitted || (await leakMeter(slug, tx)).isPaused) return { kind: "waiting" };
  const heard = await tx.keyRelease.findMany({
    where: {
      datasetSlug: slug,
      userId: ownerId,
      metric: figure.metric,
      kind: { in: ["figure", "no_better"] },
    },
    select: { kind: true, metric: true, value: true, n: true },
  });
  const figures = heard.filter(({ kind }) => kind === "figure");
  const cell = ladderCell(figure, figures);
  const before = figures.length === 0 ? null : { answers: heard.length - 1, figures: figures.length - 1 };
  const bits = ladderBits(before, cell !== null);
  const scale = scaleOf(figure.metric);
  if (cell === null || scale === null) return { kind: "no_better", bits };
  return { kind: "figure", value: figureOfCell(cell, figure.n, scale), bits };
}

/** An answer that cannot be read is wrong whatever the key is: without many of them the rest would be scored alone. */
async function isReadable(tx: Tx, { id, total }: ScoredRun): Promise<boolean> {
  const read = await tx.itemResult.count({
    where: { runId: id, outcome: { in: ["correct", "wrong", "answered"] } },
  });
  return read >= leastReadable * total;
}

/** Enters that figures are published with an administrator's approval; what its owner was told before is a part of it. */
export async function tellPublication(tx: Tx, run: ScoredRun, scores: readonly ScoreRow[]): Promise<void> {
  const { dataset, submission } = run;
  if (dataset.answers === "public" || !dataset.hasAnswers) return;
  const owner = await tx.user.findUniqueOrThrow({ where: { id: submission.ownerId } });
  if (owner.isAdmin) return;
  await tx.keyRelease.updateMany({ where: { runId: run.id }, data: { approved: true } });
  const figures = coarsenScores(scores).filter(({ metric }) => scaleOf(metric) !== null);
  await tx.keyRelease.create({
    data: {
      datasetSlug: dataset.slug,
      userId: owner.id,
      runId: run.id,
      kind: "publication",
      metric: "all",
      n: Math.max(0, ...figures.map(({ n }) => n ?? 0)),
      bits: publicationBits(scores),
      approved: true,
    },
  });
}

/** Returns the bits that publishing these scores of a hidden set tells at most. */
export function publicationBits(scores: readonly ScoreRow[]): number {
  return figureBits * coarsenScores(scores).filter(({ metric }) => scaleOf(metric) !== null).length;
}
