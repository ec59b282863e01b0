import type { SubmissionWithRuns } from "#/features/access/find-submission.ts";
import { scoreKey } from "#/features/results/score-key.ts";
import type { VisibleScore } from "#/features/results/visible-scores.ts";
import { needsApproval } from "#/features/submissions/publication/publish-entries.ts";
import type { UnpublishedFigures } from "#/features/submissions/submission-view.ts";
import { db } from "#/lib/db.ts";
import type { Entry } from "#/prisma/generated/client.ts";

/** What is told of figures on hidden answers before they are published; the scores hold one at most. */
export type Unpublished = { figures: UnpublishedFigures; scores: Record<string, VisibleScore> };

type Run = SubmissionWithRuns["runs"][number];

/** Resolves with what is told of those runs whose newest figures are not approved, by run. */
export async function unpublishedFigures(
  runs: readonly Run[],
  entries: readonly Entry[],
): Promise<Map<number, Unpublished>> {
  const waiting = runs.filter(needsApproval).filter((run) => newestOf(run, entries)?.approvedAt === null);
  const unscored = runs.filter(needsApproval).filter((run) => newestOf(run, entries) === undefined);
  const releases = await db().keyRelease.findMany({
    where: {
      runId: { in: waiting.map(({ id }) => id) },
      kind: { in: ["figure", "no_better", "withheld", "waiting"] },
    },
    orderBy: { id: "asc" },
  });
  const found = new Map(releases.map((release) => [release.runId, release]));
  const none: Unpublished = { figures: { told: "none", approval: "none" }, scores: {} };
  return new Map([
    ...unscored.map(({ id }) => [id, none] as const),
    ...waiting.map((run) => {
      const release = found.get(run.id);
      const told = (release?.kind ?? "none") as UnpublishedFigures["told"];
      const figures = { told, ...approvalOf(newestOf(run, entries)) };
      if (told !== "figure" || !release) return [run.id, { figures, scores: {} }] as const;
      const { metric, value, n } = release;
      const key = scoreKey({ metric, slice: "overall" });
      return [run.id, { figures, scores: { [key]: { value, n, low: null, high: null } } }] as const;
    }),
  ]);
}

function newestOf({ id }: Run, entries: readonly Entry[]): Entry | undefined {
  return entries.filter(({ runId }) => runId === id).toSorted((a, b) => b.id - a.id)[0];
}

function approvalOf(entry: Entry | undefined): Omit<UnpublishedFigures, "told"> {
  if (entry?.approvalAskedAt) return { approval: "asked" };
  if (entry?.approvalRefusal === null || !entry) return { approval: "none" };
  return { approval: "refused", refusal: entry.approvalRefusal };
}
