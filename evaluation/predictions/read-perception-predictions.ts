import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import type { MatchableItem } from "#/evaluation/predictions/item-finder.ts";
import { itemMatcher } from "#/evaluation/predictions/item-matcher.ts";
import { type PerceptionPrediction, perceptionReader } from "#/evaluation/predictions/perception-reader.ts";
import { ProblemList } from "#/evaluation/predictions/problem-list.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { readPredictionRows } from "#/evaluation/predictions/read-prediction-rows.ts";

export type PerceptionPredictions = {
  /** In the order of the dataset's items; response null where nothing came or the call failed. */
  values: { number: number; response: string | null }[];
  /** Items with a response, an empty one included. */
  n: number;
  /** n over all items of the dataset. */
  coverage: number;
  /** Rows that repeated another and were folded. */
  repeated: number;
};

function same(first: PerceptionPrediction, second: PerceptionPrediction): boolean {
  return first.response === second.response;
}

/**
 * Reads a file of multiple-choice answers against a dataset's items (matched by image, or by item number as
 * VLMEvalKit and lmms-eval count them, the question compared where the file has it). Errors as in
 * readAssessmentPredictions.
 */
export async function readPerceptionPredictions(
  source: ByteSource,
  name: string,
  options: { items: readonly MatchableItem[]; limits?: ReadLimits },
): Promise<PerceptionPredictions> {
  const problems = new ProblemList(name);
  const read = perceptionReader(problems);
  const rules = { same, conflict: () => null };
  const matcher = itemMatcher<PerceptionPrediction, MatchableItem>(options.items, rules, problems);
  for await (const rows of readPredictionRows(source, name, options.limits)) {
    for (const row of rows) {
      const prediction = read(row);
      if (prediction !== null) matcher.add(prediction);
    }
  }
  const { predictions, repeated } = matcher.finish();
  const values = options.items.map(({ number }, position) => ({
    number,
    response: predictions[position]?.response ?? null,
  }));
  const n = values.filter(({ response }) => response !== null).length;
  return { values, n, coverage: values.length === 0 ? 0 : n / values.length, repeated };
}
