import { z } from "zod";
import { submissionStatus } from "#/features/submissions/submission-status.ts";
import { submissionUrl } from "#/features/submissions/submission-url.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { db, type Tx } from "#/lib/db.ts";
import type { Prisma } from "#/prisma/generated/client.ts";

const withRuns = { runs: { orderBy: { id: "asc" }, include: { dataset: true } }, model: true } as const;
export type SubmissionWithRuns = Prisma.SubmissionGetPayload<{ include: typeof withRuns }>;

/** Null also where the id is none. */
export async function findSubmission(id: string, tx: Tx = db()): Promise<SubmissionWithRuns | null> {
  if (!z.uuid().safeParse(id).success) return null;
  return tx.submission.findUnique({ where: { id }, include: withRuns });
}

export async function submissionAnswer(id: string): Promise<SubmissionAnswer> {
  const runs = await db().run.findMany({ where: { submissionId: id }, select: { status: true } });
  return { id, status: submissionStatus(runs), url: submissionUrl(id) };
}
