import type { SubmissionWithRuns } from "#/features/access/find-submission.ts";
import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { nameForPublic } from "#/features/submissions/publication/name-for-public.ts";
import type { Tx } from "#/lib/db.ts";

/** Of its transaction: on a busy machine the 5 seconds of Prisma are not enough. */
export const publishing = { timeout: 60_000, maxWait: 60_000 };

type Run = SubmissionWithRuns["runs"][number];

/** Whether an administrator decides on the publication of a run's figures. */
export function needsApproval({ dataset }: Run): boolean {
  return dataset.answers === "hidden" && dataset.hasAnswers;
}

/**
 * Makes public, from now on, what of a submission may be: figures on public answers, and those on hidden ones that are
 * approved. Resolves with whether anything is new; without any such figure or run the submission stays private.
 */
export async function publishEntries(tx: Tx, submission: SubmissionWithRuns): Promise<boolean> {
  const { id } = submission;
  const approved = { approvedAt: { not: null } };
  const open = submission.runs.filter((run) => !needsApproval(run));
  const mayBePublic = { OR: [approved, { runId: { in: open.map((run) => run.id) } }] };
  const scored = { run: { submissionId: id }, scores: { some: {} }, publishedAt: null };
  const entries = await tx.entry.findMany({ where: { AND: [scored, mayBePublic] } });
  const isOpen = entries.length > 0 || open.some(({ status }) => status === "finished");
  if (!isOpen) return false;
  const publishedAt = new Date();
  const { count } = await tx.submission.updateMany({
    where: { id, publishedAt: null },
    data: { publishedAt },
  });
  const model = count > 0 ? await nameForPublic(tx, submission) : submission.model;
  const ids = entries.map((entry) => entry.id);
  await tx.entry.updateMany({ where: { id: { in: ids } }, data: { publishedAt, comparedAt: null } });
  const fresh = { id: { in: ids }, approvedAt: null };
  await tx.entry.updateMany({ where: fresh, data: { approvedAt: publishedAt } });
  if (count > 0) {
    const datasets = submission.runs.map((run) => run.dataset.slug).join(" ");
    await recordLedger(tx, "submission-published", model.slug, { submission: id, datasets });
    return true;
  }
  for (const { datasetSlug } of entries)
    await recordLedger(tx, "run-scored", `${model.slug} on ${datasetSlug}`, { submission: id });
  return entries.length > 0;
}
