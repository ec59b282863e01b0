import { z } from "zod";

export const queueName = "board";

/**
 * An invitation to work at a submission: the handler leases batches of its runs until none is left.
 * Payloads hold ids only; both ends parse them with the same schema.
 */
export const evaluateSubmission = {
  name: "evaluate-submission",
  payload: z.strictObject({ submissionId: z.uuid() }),
  attempts: 3,
} as const;

export const settleRun = {
  name: "settle-run",
  payload: z.strictObject({ runId: z.int().positive() }),
  attempts: 5,
} as const;

/** An invitation to have a run's answers rated by the operator's judge. */
export const judgeAnswers = {
  name: "judge-answers",
  payload: z.strictObject({ judgementId: z.int().positive() }),
  attempts: 3,
} as const;

export type JobContract = typeof evaluateSubmission | typeof settleRun | typeof judgeAnswers;
export type JobPayload<C extends JobContract> = z.infer<C["payload"]>;
