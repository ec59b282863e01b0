import { activeStatuses } from "#/features/runs/run-status.ts";
import type { Tx } from "#/lib/db.ts";

/** Erases the submission's API key once none of its runs can use it any more. */
export async function eraseIdleKey(tx: Tx, submissionId: string): Promise<void> {
  await tx.submission.updateMany({
    where: {
      id: submissionId,
      sealedApiKey: { not: null },
      runs: { none: { status: { in: activeStatuses } } },
    },
    data: { sealedApiKey: null },
  });
}
