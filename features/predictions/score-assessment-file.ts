import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import { readAssessmentPredictions } from "#/evaluation/predictions/read-assessment-predictions.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/protocol.ts";
import { qualityScore } from "#/evaluation/tasks/assessment/quality-score.ts";
import { absentResult } from "#/features/predictions/absent-result.ts";
import type { ScoredFile } from "#/features/predictions/scored-file.ts";
import type { ItemResultInput } from "#/features/runs/result-arrays.ts";
import { scoreAside } from "#/features/runs/tasks/score-aside.ts";
import { noAnswer } from "#/features/runs/tasks/task-runner.ts";
import type { Dataset, Item } from "#/prisma/generated/client.ts";

type Value = { number: number; d: number | null; score: number | null };

export async function scoreAssessmentFile(
  dataset: Dataset,
  items: readonly Item[],
  source: ByteSource,
  name: string,
  words: WordPair,
  isScored: boolean,
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
    scores: dataset.hasAnswers && isScored ? await scoreAside(scored) : [],
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
