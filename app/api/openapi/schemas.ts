import { z } from "zod";
import { dryRunSchema } from "#/app/api/openapi/dry-run-schema.ts";
import { itemPreview } from "#/app/api/openapi/item-preview-schema.ts";
import { leaderboardRow } from "#/app/api/openapi/leaderboard-row-schema.ts";
import { predictionsSchema } from "#/app/api/openapi/predictions-schema.ts";
import { probeSchema } from "#/app/api/openapi/probe-schema.ts";
import { rowMatchingSchema } from "#/app/api/openapi/row-matching-schema.ts";
import { errorKinds } from "#/evaluation/endpoints/errors/error-table.ts";
import { tasks } from "#/evaluation/tasks/task.ts";
import type { VisibleScore } from "#/features/results/visible-scores.ts";
import { dryRunInput, endpointInput, retryInput, submissionInput } from "#/features/submissions/schema.ts";
import type {
  RunView,
  SubmissionAnswer,
  SubmissionSummary,
  SubmissionView,
} from "#/features/submissions/submission-view.ts";

const nullableNumber = z.number().nullable();
const nullableString = z.string().nullable();
const status = z.enum(["queued", "running", "paused", "finished", "failed", "cancelled"]);
const task = z.enum(tasks);
const answers = z.enum(["public", "hidden"]);
const time = z.iso.datetime();

const score = z.object({
  value: nullableNumber,
  n: z.int(),
  low: nullableNumber,
  high: nullableNumber,
}) satisfies z.ZodType<VisibleScore>;

const run = z.object({
  dataset: z.string(),
  task,
  answers,
  status,
  rung: z.string().optional().describe("assessment: how much of the task the endpoint gives, E (all) to T"),
  rungReason: z.string().optional().describe("why this rung and no better one"),
  words: z
    .tuple([z.string(), z.string()])
    .readonly()
    .optional()
    .describe("the words asked for, better first"),
  topK: z.int().optional().describe("most alternatives that the endpoint listed"),
  matched: rowMatchingSchema.optional().describe("of an uploaded file: how its rows were matched"),
  positionDoubt: z
    .enum(["no-keys", "other-keys"])
    .optional()
    .describe(
      "rows may have been matched by position, and the dataset has no keys, or has got others since: upload the file again",
    ),
  judgements: z
    .array(
      z.object({
        judge: z.string().describe("model, templates by content hash, rounds and temperature"),
        model: z.string(),
        templateVersion: z.string(),
        isOpen: z.boolean(),
        judged: z.int().describe("items with all their ratings"),
        scores: z.record(z.string(), score),
      }),
    )
    .optional()
    .describe("where a judge rates the answers, the newest judge first"),
  total: z.int(),
  done: z.int().describe("items with an answer"),
  missing: z.int().describe("items that ended without one"),
  coverage: nullableNumber.describe(
    "done / total (assessment: items with a value / total); null while the run goes on",
  ),
  scores: z.record(z.string(), score),
  reason: nullableString,
  reasonCode: nullableString,
  reasonKey: nullableString.describe("the text of `reason`, without its detail"),
  reasonDetail: nullableString.describe("what `reason` says beyond its text"),
  unpublished: z
    .object({
      told: z.enum(["figure", "no_better", "withheld", "waiting", "none"]),
      approval: z.enum(["none", "asked", "refused"]),
      refusal: z.string().optional(),
    })
    .optional()
    .describe(
      "hidden answers, not published yet: scores hold one stepped figure at most; owner and admins only",
    ),
  resumeAt: time.nullable(),
  ratePerSecond: nullableNumber,
  secondsLeft: nullableNumber,
  errors: z.array(z.object({ cause: z.string(), count: z.int() })),
  retries: z.partialRecord(z.enum(errorKinds), z.int()).describe("repeated requests by cause"),
  converted: z
    .int()
    .describe(
      "items whose pictures were refused as they are and went in another form; 0 until the run has ended",
    ),
  canaries: z
    .object({ asked: z.int(), changed: z.int(), calls: z.int() })
    .optional()
    .describe(
      "questions beside the items that tell whether the endpoint has changed; absent while none was asked",
    ),
  lastItems: z.array(itemPreview),
  protocolVersion: z.string(),
  promptVersion: z.string(),
  parserVersion: z.string(),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
}) satisfies z.ZodType<RunView>;

const submission = z.object({
  id: z.uuid(),
  url: z.string(),
  kind: z.enum(["endpoint", "predictions"]),
  status,
  reason: nullableString,
  model: z.object({
    slug: z.string(),
    name: z.string(),
    organization: nullableString,
    url: nullableString,
  }),
  endpoint: z
    .object({
      protocol: z.string(),
      baseUrl: z.string(),
      model: z.string(),
      concurrency: z.int(),
      keyStored: z.boolean(),
    })
    .nullable()
    .describe("null for everyone but the owner and administrators"),
  publishedAt: time.nullable(),
  createdAt: time,
  submittedBy: z.string().describe("display name of its owner"),
  lockReason: nullableString.describe(
    "why an administrator keeps it withdrawn; null for everyone but the owner and administrators",
  ),
  may: z.object({
    cancel: z.boolean(),
    retry: z.boolean(),
    publish: z.boolean(),
    unpublish: z.boolean(),
    rejudge: z.boolean(),
    verify: z.boolean(),
    rename: z.boolean(),
    lock: z.boolean(),
    unlock: z.boolean(),
  }),
  runs: z.array(run),
}) satisfies z.ZodType<SubmissionView>;

const summary = z.object({
  id: z.uuid(),
  url: z.string(),
  status,
  model: z.object({ slug: z.string(), name: z.string() }),
  datasets: z.array(z.string()),
  total: z.int(),
  done: z.int(),
  missing: z.int(),
  publishedAt: time.nullable(),
  createdAt: time,
}) satisfies z.ZodType<SubmissionSummary>;

const modelKind = z.enum(["model", "human", "baseline", "random"]);

/** The bodies of the API by the name they have in its description. */
export const apiSchemas = {
  EndpointInput: endpointInput,
  SubmissionInput: submissionInput,
  EndpointProbe: probeSchema,
  DryRunInput: dryRunInput,
  DryRun: dryRunSchema,
  RetryInput: retryInput,
  PredictionsReport: predictionsSchema,
  SubmissionAnswer: z.object({ id: z.uuid(), status, url: z.string() }) satisfies z.ZodType<SubmissionAnswer>,
  Submission: submission,
  ReceiptKey: z.object({
    algorithm: z.literal("Ed25519"),
    publicKey: z.string().describe("32 bytes, base64"),
  }),
  SubmissionList: z.object({ submissions: z.array(summary) }),
  Leaderboard: z.object({
    task,
    dataset: z
      .object({
        slug: z.string(),
        version: z.int().nullable(),
        items: z.int().nullable(),
        groups: z
          .object({ count: z.int(), of: z.enum(["references", "pictures"]) })
          .nullable()
          .describe("where items are not independent: what they share"),
        answers: answers.nullable(),
        generated: z.boolean(),
        date: time.nullable(),
      })
      .nullable(),
    columns: z.array(z.string()),
    tables: z.array(z.string()),
    rows: z.array(
      leaderboardRow.extend({
        model: z.object({
          slug: z.string(),
          name: z.string(),
          kind: modelKind,
          organization: nullableString.optional(),
        }),
      }),
    ),
    smallestDifference: z
      .record(z.string(), z.object({ value: z.number(), paired: z.boolean() }))
      .describe("table → what two rows must differ by for p < .05, before correction for many pairs"),
    asOf: z
      .object({ asked: z.string(), moment: time, rowsToday: z.int(), withdrawnSince: z.int() })
      .optional()
      .describe("only where an earlier day was asked for: what changed since"),
  }),
  DatasetList: z.object({
    datasets: z.array(
      z.object({
        slug: z.string(),
        version: z.int(),
        task,
        split: nullableString,
        items: z.int(),
        images: z.int(),
        answers,
        generated: z.boolean(),
        contentHash: z.string(),
        evaluable: z.boolean().describe("an endpoint can be submitted on it"),
        importedAt: time,
      }),
    ),
  }),
  Model: z.object({
    slug: z.string(),
    name: z.string(),
    kind: modelKind,
    organization: nullableString,
    url: nullableString,
    results: z.array(leaderboardRow.extend({ task, dataset: z.string() })),
  }),
  Health: z.object({ status: z.string() }),
  Error: z.object({
    error: z.object({
      code: z.enum([
        "bad-input",
        "unauthenticated",
        "forbidden",
        "not-found",
        "conflict",
        "too-large",
        "rate-limited",
        "unavailable",
        "internal",
      ]),
      message: z.string(),
      key: z.string().optional().describe("names what is said, for programs; absent where it has no name"),
      params: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .optional()
        .describe("what goes into the places of the text"),
      fields: z.record(z.string(), z.array(z.string())).optional(),
    }),
  }),
};

export type SchemaName = keyof typeof apiSchemas;
