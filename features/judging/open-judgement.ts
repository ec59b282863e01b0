import { templateVersion } from "#/evaluation/tasks/description/judge-templates.ts";
import { type JudgeIdentity, judgeKey, judgeLabel } from "#/features/judging/judge-identity.ts";
import type { Tx } from "#/lib/db.ts";

/** Has the run judged by this judge, whose texts are kept with it; what it rated before stays rated. */
export async function openJudgement(tx: Tx, runId: number, judge: JudgeIdentity): Promise<number> {
  const { model, templates, rounds, temperature } = judge;
  const key = judgeKey(judge);
  const facts = { label: judgeLabel(judge), model, templates, rounds, temperature };
  await tx.judge.createMany({
    data: [{ key, templateVersion: templateVersion(templates), ...facts }],
    skipDuplicates: true,
  });
  const { id: judgeId } = await tx.judge.findUniqueOrThrow({ where: { key }, select: { id: true } });
  const { id } = await tx.judgement.upsert({
    where: { runId_judgeId: { runId, judgeId } },
    create: { runId, judgeId },
    update: { status: "open", finishedAt: null, resumeAt: null, reason: null },
  });
  return id;
}
