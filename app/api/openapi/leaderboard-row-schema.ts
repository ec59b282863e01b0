import { z } from "zod";
import { estimateSchema as figure } from "#/evaluation/statistics/estimate.ts";

const nullableNumber = z.number().nullable();
const nullableString = z.string().nullable();
const time = z.iso.datetime();

const ratings = figure.extend({
  p0: nullableNumber,
  p1: nullableNumber,
  p2: nullableNumber,
  shares: z.object({ p0: figure, p1: figure, p2: figure }).describe("the same with their intervals"),
});
const correlations = z.object({ srcc: figure, plcc: figure, krcc: figure });
const assessed = correlations.extend({
  argmax: correlations.optional().describe("what saying the likelier word would have given; never ranked"),
  measured: z
    .object({
      rung: nullableString,
      words: z.tuple([z.string(), z.string()]).nullable(),
      topK: z.int().nullable(),
      censored: nullableNumber.describe("share of items whose difference is bounded, not exact"),
      coverage: z.number(),
      submissionId: z.uuid().nullable(),
    })
    .optional()
    .describe("how the figure came about; absent where it is reported"),
});
const place = z.int().nullable();

/** A row of any leaderboard without its model. */
export const leaderboardRow = z.object({
  source: z.enum(["measured", "uploaded", "computed", "reported"]),
  rank: z.object({ value: place, best: place, worst: place }),
  rankTest: z
    .enum(["paired", "unpaired", "mixed"])
    .nullable()
    .describe("what best and worst rest on: tests on the same items, of figures alone, or some of each"),
  coverage: z.number(),
  converted: z
    .number()
    .optional()
    .describe("share of the items asked with converted pictures, because the endpoint refused the originals"),
  scores: z
    .record(z.string(), z.union([assessed, ratings, figure]))
    .describe(
      "perception: slice → accuracy; assessment: dataset → srcc, plcc, krcc (tau-b); description: dimension → points",
    ),
  table: z
    .string()
    .describe(
      "only rows of one table are comparable; `uploaded` holds uploaded answers that are not verified",
    ),
  verified: z
    .boolean()
    .nullable()
    .describe("false: uploaded answers that nobody vouches for yet; null: published elsewhere"),
  submittedBy: z.string().optional().describe("display name of the account that submitted it"),
  rung: nullableString,
  reportedBy: nullableString,
  protocolVersion: nullableString,
  promptVersion: nullableString,
  parserVersion: nullableString,
  date: time,
  submissionId: z.uuid().nullable(),
  olderParser: z
    .literal(true)
    .optional()
    .describe("its answers were read by another parser version than today's and were not read again yet"),
  withdrawn: z.literal(true).optional().describe("only of an earlier day: taken back since"),
});
