import { z } from "zod";

const bound = z.number().nullable();

/** A figure, the items that it rests on, and its 95 % interval. A `value` of null is undefined, as the correlation of equal scores. */
export const estimateSchema = z.object({ value: bound, n: z.int().nullable(), low: bound, high: bound });

export type Estimate = z.infer<typeof estimateSchema>;

/** One figure of a run or a published row: what is measured, on which slice. */
export type ScoreRow = Estimate & { metric: string; slice: string };
