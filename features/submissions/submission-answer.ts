import { submissionStatus } from "#/features/submissions/submission-status.ts";
import { submissionUrl } from "#/features/submissions/submission-url.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { db } from "#/lib/db.ts";

export async function submissionAnswer(id: string): Promise<SubmissionAnswer> {
  const runs = await db().run.findMany({ where: { submissionId: id }, select: { status: true } });
  return { id, status: submissionStatus(runs), url: submissionUrl(id) };
}
