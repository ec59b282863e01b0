import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";

/** Has somebody's failed, paused or incomplete runs asked again, with the key that is stored. */
export async function retryRun(actor: Actor, submissionId: string): Promise<void> {
  await retrySubmission(requireAdmin(actor), submissionId);
}
