import { z } from "zod";
import type { RowMatching } from "#/features/submissions/row-matching.ts";

const rows = z.int();

/** How rows of a file were matched with a dataset's items. */
export const rowMatchingSchema = z.object({
  by: z
    .object({ key: rows, image: rows, position: rows })
    .describe(
      "rows found by the dataset's own key, by image (or its name alone), by position in the dataset",
    ),
  confirmed: z
    .object({ question: rows, input: rows, mos: rows })
    .describe("rows whose question, prompt or MOS is that of their item"),
  unconfirmed: rows.describe("rows found by position that nothing in the file confirms"),
  keys: z
    .string()
    .nullable()
    .describe("the field of the dataset's file that its keys are from; null where it has none"),
}) satisfies z.ZodType<RowMatching>;
