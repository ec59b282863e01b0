import { tellFigure } from "#/features/hidden-keys/tell-figure.ts";
import type { Tx } from "#/lib/db.ts";

/** Tells what could not be told while scoring was paused, or its account not admitted, in the order in which it was scored. */
export async function tellWaiting(tx: Tx, slug: string): Promise<void> {
  const waiting = await tx.keyRelease.findMany({
    where: { datasetSlug: slug, kind: "waiting", runId: { not: null } },
    orderBy: { id: "asc" },
  });
  // One after the other: a transaction has one connection.
  for (const { runId } of waiting) {
    const run = await tx.run.findUnique({ where: { id: runId ?? 0 } });
    const newest = await tx.entry.findFirst({
      where: { runId, scores: { some: {} } },
      orderBy: { id: "desc" },
    });
    if (!run || !newest) continue;
    const submission = await tx.submission.findUniqueOrThrow({ where: { id: run.submissionId } });
    const dataset = await tx.dataset.findUniqueOrThrow({ where: { id: run.datasetId } });
    const scores = await tx.score.findMany({ where: { entryId: newest.id } });
    await tellFigure(tx, { ...run, submission, dataset }, scores);
  }
}
