import { z } from "zod";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { Actor } from "#/features/access/actor.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { judgeKey, judgeLabel } from "#/features/judging/judge-identity.ts";
import { configuredJudge, type JudgeChoice } from "#/features/judging/open-judge.ts";
import { openJudgement } from "#/features/judging/open-judgement.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { judgeAnswers } from "#/jobs/contracts.ts";
import { enqueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { Prisma } from "#/prisma/generated/client.ts";

export type Rejudged = { run: number; submission: string; dataset: string; judge: string };

const withContext = { dataset: true } as const;
type RunInContext = Prisma.RunGetPayload<{ include: typeof withContext }>;

/**
 * Has finished description runs rated by another judge or with other templates: a run by its number, or all of a
 * submission. The model is not asked again, and scores of earlier judges stay beside the new ones.
 */
export async function rejudge(actor: Actor, target: string, choice: JudgeChoice = {}): Promise<Rejudged[]> {
  if (!actor?.isAdmin) {
    throw new AppError(
      "forbidden",
      "Only an administrator may have runs judged again: it is the operator's judge.",
    );
  }
  const runs = await finishedRuns(target);
  const judge = await configuredJudge("description", choice);
  const known = await db().judgement.findMany({
    where: { runId: { in: runs.map(({ id }) => id) }, judge: { key: judgeKey(judge) } },
  });
  const fresh = runs.filter(({ id }) => !known.some(({ runId }) => runId === id));
  if (fresh.length === 0) {
    const message = `This is judged by ${judgeLabel(judge)} already. Choose another judge or change a template.`;
    throw new AppError("conflict", message);
  }
  const opened = await db().$transaction(async (tx) => {
    const ids: number[] = [];
    for (const run of fresh) ids.push(await openJudgement(tx, run.id, judge));
    await recordAudit(tx, actor, "run-rejudged", target, { judge: judgeLabel(judge) });
    return ids;
  });
  for (const judgementId of opened) await enqueue(judgeAnswers, { judgementId });
  for (const id of new Set(fresh.map(({ submissionId }) => submissionId))) await notifyProgress(id);
  return fresh.map(({ id, submissionId, dataset }) => ({
    run: id,
    submission: submissionId,
    dataset: dataset.slug,
    judge: judgeLabel(judge),
  }));
}

async function finishedRuns(target: string): Promise<RunInContext[]> {
  const isSubmission = z.uuid().safeParse(target).success;
  const isRun = /^\d{1,9}$/.test(target);
  const where = isSubmission ? { submissionId: target } : { id: isRun ? Number(target) : -1 };
  const found = await db().run.findMany({ where, include: withContext, orderBy: { id: "asc" } });
  if (found.length === 0) {
    throw new AppError(
      "not-found",
      `There is no run or submission ${target}. Give a run's number or a submission's id.`,
    );
  }
  const ready = found.filter(
    ({ status, dataset }) => status === "finished" && taskTraits[dataset.task].needsJudge,
  );
  if (ready.length > 0) return ready;
  throw new AppError(
    "conflict",
    `${target} has no finished description run, so there is nothing to judge again.`,
  );
}
