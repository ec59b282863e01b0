import { evaluateSubmission } from "#/jobs/contracts.ts";
import { ring } from "#/jobs/enqueue.ts";
import { log } from "#/lib/log.ts";

/** So many lanes, over all workers, start at once; the reconciler adds more where they are of use. */
const lanes = 8;

/** After commit. A queue that is away must not refuse a submission: the reconciler rings later. */
export async function ringSubmission(submissionId: string): Promise<void> {
  try {
    await ring(evaluateSubmission, { submissionId }, lanes);
  } catch (error) {
    log().warn({ submissionId, error: String(error) }, "queue away, left to the reconciler");
  }
}
