import { z } from "zod";
import { scoreSchema } from "#/app/api/openapi/score-schema.ts";
import type { CheckReport } from "#/features/predictions/predictions-report.ts";

export const predictionsSchema = z.object({
  dataset: z.string(),
  model: z.string().nullable(),
  n: z.int().describe("items with a prediction"),
  coverage: z.number().describe("n / total; below 0.995 the scores are shown and not ranked"),
  repeated: z.int().describe("rows that said the same again and were folded"),
  scores: z
    .record(z.string(), scoreSchema)
    .describe("perception: slice → accuracy; assessment: srcc, plcc; value null where it cannot be computed"),
  ablations: z.object({
    argmax: z.object({ srcc: z.number().nullable(), plcc: z.number().nullable() }).optional(),
  }),
  task: z.enum(["perception", "description", "assessment"]),
  total: z.int(),
  values: z.enum(["responses", "differences", "scores"]).describe("what the file holds"),
  ranked: z.boolean(),
  coarse: z.boolean().describe("the answers are hidden: a dry run gives no scores"),
  submissionsLeft: z
    .int()
    .nullable()
    .describe("submissions left on this dataset in 24 hours; null where not limited"),
}) satisfies z.ZodType<CheckReport>;
