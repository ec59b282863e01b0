import { z } from "zod";
import { tasks } from "#/evaluation/tasks/task.ts";

const scores = z.record(z.string(), z.record(z.string(), z.number()));

export const reportedScores = z.object({
  sliceSizes: z.record(z.string(), z.record(z.string(), z.int())),
  widerByGroups: z.record(z.string(), z.number().min(1)),
  knownInconsistencies: z.array(z.string()),
  rows: z.array(
    z.object({
      task: z.enum(tasks),
      dataset: z.string(),
      model: z.string(),
      kind: z.enum(["model", "human", "baseline", "random"]),
      pipeline: z.enum(["multiple-choice", "perplexity"]).default("multiple-choice"),
      source: z.string(),
      scores,
    }),
  ),
});

/** Rows hold metric → slice → value. */
export type ReportedScores = z.infer<typeof reportedScores>;
export type ReportedRow = ReportedScores["rows"][number];
