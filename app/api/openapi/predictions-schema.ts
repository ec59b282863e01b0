import { z } from "zod";
import { rowMatchingSchema } from "#/app/api/openapi/row-matching-schema.ts";
import { estimateSchema } from "#/evaluation/statistics/estimate.ts";
import { rankedCoverage } from "#/evaluation/tasks/ranked-coverage.ts";
import { tasks } from "#/evaluation/tasks/task.ts";
import type { CheckReport } from "#/features/predictions/predictions-report.ts";
import { unreadSchema } from "#/features/results/unread-answers.ts";

export const predictionsSchema = z.object({
  dataset: z.string(),
  model: z.string().nullable(),
  n: z.int().describe("items with a prediction"),
  coverage: z.number().describe(`n / total; below ${rankedCoverage} the scores are shown and not ranked`),
  repeated: z.int().describe("rows that said the same again and were folded"),
  matched: rowMatchingSchema,
  scores: z
    .record(z.string(), estimateSchema)
    .describe(
      "perception: slice → accuracy; assessment: srcc, plcc, krcc; value null where it cannot be computed",
    ),
  ablations: z.object({
    argmax: z
      .object({ srcc: z.number().nullable(), plcc: z.number().nullable(), krcc: z.number().nullable() })
      .optional(),
  }),
  task: z.enum(tasks),
  total: z.int(),
  values: z.enum(["responses", "differences", "scores"]).describe("what the file holds"),
  unread: z.array(unreadSchema).describe("replies that no option was read from"),
  ranked: z.boolean(),
  coarse: z.boolean().describe("the answers are hidden: a dry run gives no scores"),
  submissionsLeft: z
    .int()
    .nullable()
    .describe("submissions left on this dataset in 24 hours; null where not limited"),
}) satisfies z.ZodType<CheckReport>;
