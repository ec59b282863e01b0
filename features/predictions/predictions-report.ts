import type { CorrelationMeasure } from "#/evaluation/statistics/correlation-interval.ts";
import { type Estimate, estimateOf } from "#/evaluation/statistics/estimate.ts";
import { isCovered } from "#/evaluation/tasks/ranked-coverage.ts";
import type { ScoredFile } from "#/features/predictions/scored-file.ts";
import { scoreKey } from "#/features/results/score-key.ts";
import type { RowMatching } from "#/features/submissions/row-matching.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

/** What a file comes to, in words that every door gives out. */
export type PredictionsReport = {
  dataset: string;
  model: string | null;
  /** Items with a prediction. */
  n: number;
  coverage: number;
  repeated: number;
  matched: RowMatching;
  /** Assessment: `srcc`, `plcc`, `krcc` and, of a database with subsets, `srcc.SUBSET`…; perception: slices. */
  scores: Record<string, Estimate>;
  /** Shown beside the scores, never ranked. */
  ablations: { argmax?: Record<CorrelationMeasure, number | null> };
  task: Dataset["task"];
  /** Items of the dataset. */
  total: number;
  values: ScoredFile["values"];
  unread: ScoredFile["unread"];
  /** Whether the coverage suffices for a rank. */
  ranked: boolean;
  /** Scores are coarse: the answers of this dataset are hidden from this reader. */
  coarse: boolean;
};

/** Of a dry run. `submissionsLeft`: of the day's on this dataset; null where they are not limited. */
export type CheckReport = PredictionsReport & { submissionsLeft: number | null };

export function predictionsReport(
  dataset: Dataset,
  model: string | null,
  file: ScoredFile,
  canSeeAnswerKeys: boolean,
): PredictionsReport {
  // What a submission is told of a hidden key stands on its page.
  const shown = canSeeAnswerKeys ? file.scores : [];
  const argmax = (metric: string) =>
    shown.find((score) => score.metric === `argmax.${metric}`)?.value ?? null;
  const hasArgmax = shown.some(({ metric }) => metric === "argmax.srcc");
  const scores = shown.filter(({ metric }) => !metric.startsWith("argmax."));
  return {
    dataset: dataset.slug,
    model,
    n: file.n,
    coverage: file.coverage,
    repeated: file.repeated,
    matched: { ...file.matches, keys: dataset.keyField },
    scores: Object.fromEntries(scores.map((score) => [scoreKey(score), estimateOf(score)])),
    ablations: hasArgmax
      ? { argmax: { srcc: argmax("srcc"), plcc: argmax("plcc"), krcc: argmax("krcc") } }
      : {},
    task: dataset.task,
    total: dataset.itemCount,
    values: file.values,
    unread: file.unread,
    ranked: dataset.hasAnswers && isCovered(file.coverage),
    coarse: !canSeeAnswerKeys,
  };
}
