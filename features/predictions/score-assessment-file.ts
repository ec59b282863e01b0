import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import { readAssessmentPredictions } from "#/evaluation/predictions/read-assessment-predictions.ts";
import { argmaxAblation } from "#/evaluation/tasks/assessment/argmax-ablation.ts";
import {
  type AssessmentItem,
  type Correlation,
  scoreAssessment,
} from "#/evaluation/tasks/assessment/correlate.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/protocol.ts";
import { qualityScore } from "#/evaluation/tasks/assessment/quality-score.ts";
import { absentResult } from "#/features/predictions/absent-result.ts";
import type { ScoredFile } from "#/features/predictions/scored-file.ts";
import type { ItemResultInput } from "#/features/runs/result-arrays.ts";
import { noAnswer, type ScoreRow } from "#/features/runs/tasks/task-runner.ts";
import type { Dataset, Item } from "#/prisma/generated/client.ts";

type Value = { number: number; d: number | null; score: number | null };

export async function scoreAssessmentFile(
  dataset: Dataset,
  items: readonly Item[],
  source: ByteSource,
  name: string,
  words: WordPair,
): Promise<ScoredFile> {
  const targets =
    dataset.answers === "hidden"
      ? items.map(({ number, imagePath }) => ({ number, imagePath, mos: null }))
      : items;
  const { values, n, coverage, repeated } = await readAssessmentPredictions(source, name, {
    items: targets,
    words,
  });
  const differences = values.some(({ d }) => d !== null);
  const scored = items.map(({ mos, subset }, position): AssessmentItem => {
    const { d = null, score = null } = values[position] ?? {};
    return { mos, subset, d, score };
  });
  return {
    n,
    coverage,
    repeated,
    scores: dataset.hasAnswers ? scoreRows(scored, differences) : [],
    results: () => values.map(resultOf),
    values: differences ? "differences" : "scores",
    rung: differences ? "E" : "T",
  };
}

function resultOf({ number, d, score }: Value): ItemResultInput {
  if (d === null && score === null) return absentResult(number);
  const answered = { ...noAnswer, item: number, outcome: "answered" as const };
  if (d === null) return { ...answered, score };
  return { ...answered, score: qualityScore(d), logprobDifference: d, censored: false };
}

function scoreRows(items: readonly AssessmentItem[], differences: boolean): ScoreRow[] {
  const { srcc, plcc, n, subsets } = scoreAssessment(items);
  const whole = [row("srcc", "overall", srcc, n), row("plcc", "overall", plcc, n)];
  const parts = subsets.flatMap((part) => [
    row("srcc", part.subset, part.srcc, part.n),
    row("plcc", part.subset, part.plcc, part.n),
  ]);
  return [...whole, ...parts, ...(differences ? argmaxRows(items) : [])];
}

function row(
  metric: string,
  slice: string,
  { value, low, high }: Omit<Correlation, "method">,
  n: number,
): ScoreRow {
  return { metric, slice, value, n, low, high };
}

function argmaxRows(items: readonly AssessmentItem[]): ScoreRow[] {
  const { srcc, plcc, n } = argmaxAblation(items);
  return [
    row("argmax.srcc", "overall", { value: srcc, low: null, high: null }, n),
    row("argmax.plcc", "overall", { value: plcc, low: null, high: null }, n),
  ];
}
