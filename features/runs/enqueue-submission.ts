import { evaluateSubmission } from "#/jobs/contracts.ts";
import { enqueue } from "#/jobs/enqueue.ts";
import { log } from "#/lib/log.ts";

/** So many jobs, over all workers, start at once; the reconciler adds more where they are of use. */
const jobsAtOnce = 8;

/** After commit. A queue that is away must not refuse a submission: the reconciler enqueues later. */
export async function enqueueSubmission(submissionId: string): Promise<void> {
  try {
    await enqueue(evaluateSubmission, { submissionId }, jobsAtOnce);
  } catch (error) {
    log().warn({ submissionId, error: String(error) }, "queue away, left to the reconciler");
  }
}
