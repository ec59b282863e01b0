import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import { FilterChoice } from "#/evaluation/predictions/filter-choice.ts";
import type { KeyField, MatchableItem } from "#/evaluation/predictions/item-finder.ts";
import { itemMatcher } from "#/evaluation/predictions/item-matcher.ts";
import type { KeptTexts, TextPlace } from "#/evaluation/predictions/kept-texts.ts";
import { type PerceptionPrediction, perceptionReader } from "#/evaluation/predictions/perception-reader.ts";
import { ProblemList } from "#/evaluation/predictions/problem-list.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { readPredictionRows } from "#/evaluation/predictions/read-prediction-rows.ts";
import type { RowMatches } from "#/evaluation/predictions/row-matches.ts";

export type PerceptionPredictions = {
  /** In the order of the dataset's items; response null where nothing came or the call failed. */
  values: { number: number; response: TextPlace | null }[];
  /** Items with a response, an empty one included. */
  n: number;
  /** n over all items of the dataset. */
  coverage: number;
  /** Rows that repeated another and were folded. */
  repeated: number;
  matches: RowMatches;
};

type KeptPrediction = Omit<PerceptionPrediction, "response"> & { response: TextPlace | null };

/**
 * Reads a file of multiple-choice answers against a dataset's items (matched by the dataset's own keys, by
 * image, or by item number as lmms-eval counts them, the question compared where the file has it). The responses are put into `texts`.
 * Errors as in readAssessmentPredictions.
 */
export async function readPerceptionPredictions(
  source: ByteSource,
  name: string,
  options: {
    items: readonly MatchableItem[];
    keyField?: KeyField;
    texts: KeptTexts;
    filter?: string | null;
    limits?: ReadLimits;
  },
): Promise<PerceptionPredictions> {
  const problems = new ProblemList(name);
  const read = perceptionReader(problems);
  const { items, texts } = options;
  const keep = (prediction: PerceptionPrediction): KeptPrediction => {
    const { response } = prediction;
    return { ...prediction, response: response === null ? null : texts.put(response) };
  };
  const same = ({ response: first }: KeptPrediction, { response: second }: KeptPrediction) => {
    if (first === null || second === null) return first === second;
    const isSame = texts.same(first, second);
    if (isSame) texts.drop(second);
    return isSame;
  };
  const rules = { same, conflict: () => null };
  const matcher = itemMatcher<KeptPrediction, MatchableItem>(items, options.keyField, rules, problems);
  const filter = new FilterChoice(options.filter ?? null, name);
  for await (const rows of readPredictionRows(source, name, options.limits)) {
    for (const row of rows) {
      const prediction = filter.takes(row) ? read(row) : null;
      if (prediction !== null) matcher.add(keep(prediction));
    }
  }
  filter.finish();
  const { predictions, repeated, matches } = matcher.finish();
  const values = items.map(({ number }, position) => ({
    number,
    response: predictions[position]?.response ?? null,
  }));
  const n = values.filter(({ response }) => response !== null).length;
  return { values, n, coverage: values.length === 0 ? 0 : n / values.length, repeated, matches };
}
