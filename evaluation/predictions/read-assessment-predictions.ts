import { type AssessmentPrediction, assessmentReader } from "#/evaluation/predictions/assessment-reader.ts";
import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import { FilterChoice } from "#/evaluation/predictions/filter-choice.ts";
import type { KeyField } from "#/evaluation/predictions/item-finder.ts";
import { itemMatcher } from "#/evaluation/predictions/item-matcher.ts";
import { ProblemList } from "#/evaluation/predictions/problem-list.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { readPredictionRows } from "#/evaluation/predictions/read-prediction-rows.ts";
import type { RowMatches } from "#/evaluation/predictions/row-matches.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";

/**
 * An item to be matched. Give `mos` null where the dataset's answers are hidden: nothing is then compared, so
 * that a file cannot be used to find them out.
 */
export type AssessmentTarget = { number: number; imagePath: string; key?: string | null; mos: number | null };

export type AssessmentPredictions = {
  /** In the order of the dataset's items; d and score null where nothing usable came. */
  values: { number: number; d: number | null; score: number | null }[];
  /** Items with a value. */
  n: number;
  /** n over all items of the dataset. */
  coverage: number;
  /** Rows that repeated another and were folded. */
  repeated: number;
  matches: RowMatches;
};

/** Share of the range of MOS by which a file's rounded MOS may differ from the dataset's. */
const mosTolerance = 0.01;

function mosRange(items: readonly AssessmentTarget[]): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { mos } of items) {
    if (mos === null) continue;
    low = Math.min(low, mos);
    high = Math.max(high, mos);
  }
  return Math.max(0, high - low);
}

function same(first: AssessmentPrediction, second: AssessmentPrediction): boolean {
  return first.d === second.d && first.score === second.score;
}

/**
 * Reads an assessment predictions file against a dataset's items. Throws AppError "bad-input" with all problems
 * and their lines in `fields.file` (another database, unknown items, contradicting rows, absent words, text for
 * numbers), "too-large" at a limit. Items without a row are no problem: they lower the coverage.
 */
export async function readAssessmentPredictions(
  source: ByteSource,
  name: string,
  options: {
    items: readonly AssessmentTarget[];
    keyField?: KeyField;
    words: WordPair;
    filter?: string | null;
    limits?: ReadLimits;
  },
): Promise<AssessmentPredictions> {
  const problems = new ProblemList(name);
  const read = assessmentReader(options.words, problems);
  const tolerance = mosTolerance * mosRange(options.items) + 1e-9;
  const conflict = ({ mos }: AssessmentPrediction, item: AssessmentTarget) =>
    mos === null || item.mos === null || Math.abs(mos - item.mos) <= tolerance
      ? null
      : `its MOS of ${item.imagePath} is ${mos}, the dataset's is ${item.mos}: a file of another dataset?`;
  const matcher = itemMatcher<AssessmentPrediction, AssessmentTarget>(
    options.items,
    options.keyField,
    { same, conflict, saysMos: ({ mos }, item) => mos !== null && item.mos !== null },
    problems,
  );
  const filter = new FilterChoice(options.filter ?? null, name);
  for await (const rows of readPredictionRows(source, name, options.limits)) {
    for (const row of rows) {
      const prediction = filter.takes(row) ? read(row) : null;
      if (prediction !== null) matcher.add(prediction);
    }
  }
  filter.finish();
  const { predictions, repeated, matches } = matcher.finish();
  const values = options.items.map(({ number }, position) => ({
    number,
    d: predictions[position]?.d ?? null,
    score: predictions[position]?.score ?? null,
  }));
  const n = values.filter(({ d, score }) => d !== null || score !== null).length;
  return { values, n, coverage: values.length === 0 ? 0 : n / values.length, repeated, matches };
}
