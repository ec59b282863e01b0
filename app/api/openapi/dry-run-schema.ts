import { z } from "zod";
import { itemPreview } from "#/app/api/openapi/item-preview-schema.ts";
import { tasks } from "#/evaluation/tasks/task.ts";
import { unreadSchema } from "#/features/results/unread-answers.ts";
import type { DryRun } from "#/features/submissions/trial/dry-run-outcome.ts";

const nullableNumber = z.number().nullable();
const nullableString = z.string().nullable();

const item = z.object({
  item: z.int(),
  key: z.string(),
  images: z.array(z.string()).describe("SHA-256 of the pictures"),
  question: nullableString,
  options: z.array(z.string()),
  prompt: nullableString.describe("as it was sent in the last call that was answered"),
  assistantPrefix: nullableString.describe("the begun answer, where one was sent"),
  raw: nullableString.describe("what the model said, thinking apart"),
  thinking: nullableString,
  calls: z.int().describe("calls that were answered"),
  status: z.string().describe("the outcome; answered where a verdict would tell a hidden answer"),
  parsed: nullableString,
  parsedBy: nullableString,
  score: nullableNumber,
  logprobDifference: nullableNumber,
  correctAnswer: nullableString.optional().describe("absent where the answers are hidden"),
  reference: nullableString.optional().describe("absent where the answers are hidden"),
  sent: itemPreview.shape.sent,
  attempts: z.int(),
  latencyMs: nullableNumber,
  error: nullableString,
});

/** What `POST /api/v1/submissions/dry-run` answers. */
export const dryRunSchema = z.object({
  dataset: z.string(),
  task: z.enum(tasks),
  answers: z.enum(["public", "hidden"]),
  promptVersion: z.string(),
  parserVersion: z.string(),
  rung: nullableString.describe("assessment: how much of the task the endpoint gives, E (all) to T"),
  rungReason: nullableString,
  words: z.tuple([z.string(), z.string()]).readonly().nullable(),
  problem: nullableString.describe("why not all items could be asked; null where all were"),
  items: z.array(item),
  unread: z.array(unreadSchema).describe("answers of them that nothing was read from"),
  seconds: z.number(),
}) satisfies z.ZodType<DryRun>;
