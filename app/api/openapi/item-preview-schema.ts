import { z } from "zod";
import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import type { ItemPreview } from "#/features/results/item-preview.ts";

const nullableNumber = z.number().nullable();
const nullableString = z.string().nullable();

const sentPicture = z.object({
  from: z.string().describe("type of the original"),
  mime: z.string(),
  scaled: z.boolean(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  sha256: z.string(),
});

/** One item of a run as the API gives it, before the whole file is downloaded. */
export const itemPreview = z.object({
  item: z.int(),
  key: z.string(),
  image: z.string(),
  imageHash: nullableString,
  status: z.string(),
  question: nullableString,
  options: z.array(z.string()),
  response: nullableString,
  responseLength: nullableNumber.describe("in characters, of the whole response"),
  parsed: nullableString,
  parsedBy: nullableString,
  correctAnswer: nullableString.optional(),
  score: nullableNumber.describe("assessment: the quality score"),
  logprobDifference: nullableNumber.describe("assessment: what it was made of, in nats"),
  mos: nullableNumber.optional().describe("absent where the answers are hidden"),
  reference: nullableString.optional().describe("absent where the answers are hidden"),
  ratings: z
    .array(
      z.object({
        aspect: z.enum([...dimensions, "correctness"]),
        rounds: z.array(nullableNumber).describe("null: the judge's reply was invalid and counts 0"),
        replies: z.array(nullableString).describe("the judge's own words; null where nobody was asked"),
        score: nullableNumber,
        agreement: nullableNumber.describe("share of pairs of rounds that agree"),
      }),
    )
    .optional()
    .describe("description: what the judge made of the response; absent where the answers are hidden"),
  error: nullableString,
  sent: z
    .array(sentPicture.nullable())
    .readonly()
    .nullable()
    .describe("what was sent where an original picture was refused; null where all went as they are"),
}) satisfies z.ZodType<ItemPreview>;
