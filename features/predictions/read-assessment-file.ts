import type { KeyField } from "#/evaluation/predictions/item-finder.ts";
import { readAssessmentPredictions } from "#/evaluation/predictions/read-assessment-predictions.ts";
import type { StoredBytes } from "#/evaluation/predictions/stored-bytes.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { qualityScore } from "#/evaluation/tasks/assessment/quality-score.ts";
import type { ScorableItem } from "#/features/predictions/scorable-item.ts";
import { absentResult, type FileResult, type ReadFile } from "#/features/predictions/scored-file.ts";
import { assessmentScores } from "#/features/scoring/tasks/assessment-scores.ts";

type Value = { number: number; d: number | null; score: number | null };

type HowToRead = { keyField: KeyField; filter: string | null; words: WordPair; comparesMos: boolean };

/** Reads differences of two words or plain scores in a file. Where answers are hidden, `comparesMos` is false. */
export async function readAssessmentFile(
  source: StoredBytes,
  name: string,
  items: readonly ScorableItem[],
  { comparesMos, ...how }: HowToRead,
): Promise<ReadFile> {
  const targets = comparesMos
    ? items
    : items.map(({ number, imagePath, key }) => ({ number, imagePath, key, mos: null }));
  const read = await readAssessmentPredictions(source, name, { ...how, items: targets });
  const { values, n, coverage, repeated, matches } = read;
  const differences = values.some(({ d }) => d !== null);
  return {
    n,
    coverage,
    repeated,
    matches,
    values: differences ? "differences" : "scores",
    rung: differences ? "E" : "T",
    unread: [],
    score: () =>
      assessmentScores(
        items.map(({ mos, subset, group }, position) => {
          const { d = null, score = null } = values[position] ?? {};
          return { mos, subset, d, score, group };
        }),
      ),
    resultOf: (position) => resultOf(values[position] as Value),
    close: () => {},
  };
}

function resultOf({ number, d, score }: Value): FileResult {
  if (d === null && score === null) return absentResult(number);
  const answered = { item: number, outcome: "answered" as const };
  if (d === null) return { ...answered, ...(score !== null && { score }) };
  return { ...answered, score: qualityScore(d), logprob_difference: d, censored: false };
}
