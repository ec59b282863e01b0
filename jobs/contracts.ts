import { z } from "zod";

export const queueName = "board";

/**
 * An invitation to work at a run: the handler leases batches of it, one after another, until none is left.
 * Payloads hold ids only; both ends parse them with the same schema.
 */
export const evaluateRun = {
  name: "evaluate-run",
  payload: z.strictObject({ runId: z.int().positive() }),
  attempts: 3,
} as const;

export const settleRun = {
  name: "settle-run",
  payload: z.strictObject({ runId: z.int().positive() }),
  attempts: 5,
} as const;

export type JobContract = typeof evaluateRun | typeof settleRun;
export type JobPayload<C extends JobContract> = z.infer<C["payload"]>;
