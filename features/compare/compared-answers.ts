import type { Overlap, SliceOverlap } from "#/features/compare/overlap.ts";
import type { Difference } from "#/features/compare/pair-difference.ts";
import type { ComparedItem } from "#/features/compare/queries.ts";
import type { RatedByAll } from "#/features/compare/rated-runs.ts";
import type { RunEntry } from "#/features/model-pages/run-on-dataset.ts";

export type ComparedRun = {
  entryId: number;
  runId: number;
  judgeId: number | null;
  comparedAt: Date | null;
  slug: string;
  name: string;
};

export function comparedRun({ slug, name }: { slug: string; name: string }, entry: RunEntry): ComparedRun {
  const { id: entryId, runId, judgeId, comparedAt } = entry;
  return { entryId, runId, judgeId, comparedAt, slug, name };
}

/** Two runs by their places among the compared ones. */
type Pair = { first: number; second: number };
export type GradedPair = Pair & { overlap: Overlap; slices: SliceOverlap[] };

/** An item with the values of both models and its MOS, where it has one. */
type PairDot = readonly [number: number, first: number, second: number, mos: number | null];
export type RatedPair = Pair & {
  differences: Difference[];
  /** Of the two models with each other. */
  agreement: { srcc: number | null; plcc: number | null };
  n: number;
  /** A sample where there are many. */
  dots: PairDot[];
};

/** `differing`: how many items the runs differ in, of which `items` are one page. */
type GradedAnswers = {
  kind: "graded";
  runs: readonly ComparedRun[];
  pairs: GradedPair[];
  differing: number;
  items: ComparedItem[];
};
export type RatedAnswers = {
  kind: "rated";
  runs: readonly ComparedRun[];
  pairs: RatedPair[];
  differing: number;
  items: (ComparedItem & { rated: RatedByAll })[];
};
export type ComparedAnswers = GradedAnswers | RatedAnswers;
