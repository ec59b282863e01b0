import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import { readPerceptionPredictions } from "#/evaluation/predictions/read-perception-predictions.ts";
import { scorePerception } from "#/evaluation/tasks/perception/accuracy.ts";
import { judgeOutcome } from "#/evaluation/tasks/perception/outcome.ts";
import { parseAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";
import { absentResult } from "#/features/predictions/absent-result.ts";
import type { ScoredFile } from "#/features/predictions/scored-file.ts";
import type { ItemResultInput } from "#/features/runs/result-arrays.ts";
import { noAnswer } from "#/features/runs/tasks/task-runner.ts";
import type { Dataset, Item } from "#/prisma/generated/client.ts";

export async function scorePerceptionFile(
  dataset: Dataset,
  items: readonly Item[],
  source: ByteSource,
  name: string,
  isScored: boolean,
): Promise<ScoredFile> {
  const { values, n, coverage, repeated } = await readPerceptionPredictions(source, name, { items });
  const results = items.map((item, position) => resultOf(item, values[position]?.response ?? null));
  const { scores } = scorePerception(
    items.map(({ questionType, concern, subset }, position) => ({
      questionType,
      concern,
      subset,
      outcome: results[position]?.outcome ?? "absent",
    })),
  );
  return {
    n,
    coverage,
    repeated,
    scores: dataset.hasAnswers && isScored ? scores.map((score) => ({ ...score, metric: "accuracy" })) : [],
    results: () => results,
    values: "responses",
    rung: null,
  };
}

function resultOf(item: Item, response: string | null): ItemResultInput {
  if (response === null) return absentResult(item.number);
  const answer = parseAnswer(response, item.options);
  return {
    ...noAnswer,
    item: item.number,
    outcome: judgeOutcome({ answer, finishReason: "unknown", refusal: null }, item.correctOption),
    parsed: answer.option,
    parsedBy: answer.option === null ? null : answer.method,
    response,
  };
}
