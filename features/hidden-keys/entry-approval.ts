import type { Tx } from "#/lib/db.ts";
import type { Entry } from "#/prisma/generated/client.ts";

type ScoredRun = {
  submission: { ownerId: string };
  dataset: { answers: "public" | "hidden"; hasAnswers: boolean };
};
type Before = Pick<Entry, "approvedAt" | "approvalAskedAt" | "approvalRefusal">;
type Approval = Pick<Entry, "publishedAt" | "approvedAt" | "approvalAskedAt" | "approvalRefusal">;

/**
 * Resolves with how new figures of a run stand, whose submission has been public since `publishedAt`. On hidden answers they
 * wait for an administrator, whatever was approved before them; those of an administrator's own run do not.
 */
export async function approvalOfNew(
  tx: Tx,
  { submission, dataset }: ScoredRun,
  publishedAt: Date | null,
  before: Before | null,
): Promise<Approval> {
  const approved = { publishedAt, approvedAt: publishedAt, approvalAskedAt: null, approvalRefusal: null };
  if (dataset.answers === "public" || !dataset.hasAnswers) return approved;
  const owner = await tx.user.findUniqueOrThrow({ where: { id: submission.ownerId } });
  if (owner.isAdmin) return approved;
  const isWanted = publishedAt ?? before?.approvedAt ?? before?.approvalAskedAt ?? null;
  return {
    publishedAt: null,
    approvedAt: null,
    approvalAskedAt: isWanted && new Date(),
    approvalRefusal: null,
  };
}

/** Returns how figures stand that the operator has had made again from the same answers. */
export function approvalAsBefore(
  publishedAt: Date | null,
  { approvedAt, approvalAskedAt, approvalRefusal }: Before,
): Approval {
  return { publishedAt, approvedAt, approvalAskedAt, approvalRefusal };
}
