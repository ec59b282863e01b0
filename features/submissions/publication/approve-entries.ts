import type { SubmissionWithRuns } from "#/features/access/find-submission.ts";
import { tellPublication } from "#/features/hidden-keys/tell-figure.ts";
import { needsApproval } from "#/features/submissions/publication/publish-entries.ts";
import type { Tx } from "#/lib/db.ts";

/** Approves the publication of what a submission's runs on hidden answers came to, on one dataset or all; resolves with how many. */
export async function approveEntries(tx: Tx, submission: SubmissionWithRuns, slug?: string): Promise<number> {
  const runs = submission.runs.filter((run) => needsApproval(run) && (!slug || run.dataset.slug === slug));
  let count = 0;
  for (const run of runs) {
    const entries = await tx.entry.findMany({
      where: { runId: run.id, approvedAt: null, scores: { some: {} } },
      include: { scores: true },
    });
    for (const { id, scores } of entries) {
      const data = { approvedAt: new Date(), approvalAskedAt: null, approvalRefusal: null };
      await tx.entry.update({ where: { id }, data });
      await tellPublication(tx, { ...run, submission }, scores);
    }
    count += entries.length;
  }
  return count;
}
