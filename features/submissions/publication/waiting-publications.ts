import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import { publicationBits } from "#/features/hidden-keys/tell-figure.ts";
import { type VisibleScore, visibleScores } from "#/features/results/visible-scores.ts";
import { db } from "#/lib/db.ts";

export type WaitingPublication = {
  entry: number;
  submission: string;
  model: string;
  account: string;
  dataset: string;
  askedAt: Date;
  /** As they would be published. */
  scores: Record<string, VisibleScore>;
  bits: number;
};

/** Resolves with figures on hidden answers whose owners asked for their publication, the oldest request first. */
export async function waitingPublications(limit: number): Promise<WaitingPublication[]> {
  const entries = await db().entry.findMany({
    where: { approvalAskedAt: { not: null } },
    include: { scores: true, model: true, run: { include: { submission: { include: { owner: true } } } } },
    orderBy: { approvalAskedAt: "asc" },
    take: limit,
  });
  return entries.flatMap(({ id, run, model, datasetSlug, approvalAskedAt, scores }) => {
    if (!run || !approvalAskedAt) return [];
    const shown: ScoreRow[] = scores;
    return {
      entry: id,
      submission: run.submissionId,
      model: model.name,
      account: run.submission.owner.email,
      dataset: datasetSlug,
      askedAt: approvalAskedAt,
      scores: visibleScores(shown, false),
      bits: publicationBits(shown),
    };
  });
}
