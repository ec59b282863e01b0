import { z } from "zod";
import { checkIds, checkStatuses } from "#/evaluation/probe/probe-report.ts";
import { tasks } from "#/evaluation/tasks/task.ts";
import type { EndpointProbe } from "#/features/submissions/trial/probe-endpoint.ts";

const nullableNumber = z.number().nullable();

const estimate = z.object({
  dataset: z.string(),
  task: z.enum(tasks),
  items: z.int(),
  calls: z.int(),
  seconds: nullableNumber,
  promptTokens: nullableNumber,
  completionTokens: nullableNumber,
  price: nullableNumber.describe("at the operator's prices; null where the model has none"),
});

/** What `POST /api/v1/submissions/probe` answers. */
export const probeSchema = z.object({
  usable: z.boolean().describe("no check failed, and the pictures are seen"),
  checks: z.array(z.object({ id: z.enum(checkIds), status: z.enum(checkStatuses), words: z.string() })),
  rung: z
    .enum(["E", "P", "F", "C", "S", "T"])
    .nullable()
    .describe("how much of assessment the endpoint gives, E (all) to T"),
  callsPerRating: z.int().describe("calls that one item of assessment takes"),
  latencyMs: z.object({ alone: nullableNumber, eightInFlight: nullableNumber }),
  tokensPerCall: z.object({ prompt: nullableNumber, completion: nullableNumber }),
  answeredBy: z.string().nullable().describe("the model's name in the server's own words"),
  calls: z.int(),
  seconds: z.number(),
  estimates: z.array(estimate).describe("what a run on each dataset would take, retries apart"),
}) satisfies z.ZodType<EndpointProbe>;
