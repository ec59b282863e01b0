import { recordAudit } from "#/features/audit/record-audit.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import type { Actor } from "#/features/users/actor.ts";
import { requireAdmin } from "#/features/users/policy.ts";
import { db } from "#/lib/db.ts";

/** Has somebody's failed, paused or incomplete runs asked again, with the key that is stored. */
export async function retryRun(actor: Actor, submissionId: string): Promise<void> {
  const admin = requireAdmin(actor);
  await retrySubmission(admin, submissionId);
  await db().$transaction((tx) => recordAudit(tx, admin, "run-retried", submissionId));
}
