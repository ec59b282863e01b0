import { z } from "zod";
import type { KeyField } from "#/evaluation/predictions/item-finder.ts";
import type { RowMatches } from "#/evaluation/predictions/row-matches.ts";

/** How the rows of an uploaded file were matched; `keys`: which field of the dataset's file its keys were from then. */
export type RowMatching = RowMatches & { keys: KeyField };

/**
 * Why rows that were matched by position may stand at the wrong items: the dataset has no keys, or has got some since that
 * count otherwise.
 */
export type PositionDoubt = "no-keys" | "other-keys";

const count = z.int().nonnegative();
const recorded = z.object({
  file: z.unknown().optional(),
  otherKeys: z.boolean().optional(),
  matched: z
    .object({
      by: z.object({ key: count, image: count, position: count }),
      confirmed: z.object({ question: count, input: count, mos: count }),
      unconfirmed: count,
      keys: z.string().nullable(),
    })
    .optional(),
});

/** Returns what a run's settings say of its file; uploads from before that was recorded may have been matched by position. */
export function matchingOf(
  settings: unknown,
  dataset: { keyField: KeyField },
): { matched?: RowMatching; positionDoubt?: PositionDoubt } {
  const { file, matched, otherKeys } = recorded.safeParse(settings).data ?? {};
  if (!file) return {};
  const mayBePosition = matched === undefined || matched.by.position > 0;
  const hasNoKeys = mayBePosition && dataset.keyField === null;
  return {
    ...(matched && { matched }),
    ...(otherKeys ? { positionDoubt: "other-keys" } : hasNoKeys ? { positionDoubt: "no-keys" } : {}),
  };
}

export type MatchingLine = {
  key: "key" | "image" | "position" | "question" | "input" | "mos" | "unconfirmed";
  count: number;
  field: string;
};

/** Returns what there is to say of a matching, each line with the number of rows and the field that the keys are from. */
export function matchingLines({ by, confirmed, unconfirmed, keys }: RowMatching): MatchingLine[] {
  const counts = { ...by, ...confirmed, unconfirmed };
  return (Object.keys(counts) as MatchingLine["key"][])
    .filter((key) => counts[key] > 0)
    .map((key) => ({ key, count: counts[key], field: keys ?? "" }));
}
