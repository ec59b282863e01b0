import { pearson } from "#/evaluation/statistics/pearson.ts";
import { averageRanks } from "#/evaluation/statistics/ranks.ts";
import { argmaxScore } from "#/evaluation/tasks/assessment/argmax.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";

export type ArgmaxAblation = { srcc: number | null; plcc: number | null; n: number };

type Said = { words: number[]; mos: number[] };

/**
 * SRCC and PLCC of saying the likelier word instead of its softmax, from the items' d (nats); with subsets the
 * mean over them. Null where undefined, as for a model that says one word only. Point values: an interval of a
 * two-valued variable takes a bootstrap, and this is shown beside the score, never ranked.
 */
export function argmaxAblation(items: readonly AssessmentItem[]): ArgmaxAblation {
  const parts = [...saidBySubset(items).values()].map(({ words, mos }) => ({
    // The ranks of two values are a linear function of them, which a correlation does not see.
    srcc: pearson(words, averageRanks(mos)),
    plcc: pearson(words, mos),
    n: mos.length,
  }));
  return {
    srcc: mean(parts.map(({ srcc }) => srcc)),
    plcc: mean(parts.map(({ plcc }) => plcc)),
    n: parts.reduce((sum, { n }) => sum + n, 0),
  };
}

function saidBySubset(items: readonly AssessmentItem[]): Map<string | null, Said> {
  const groups = new Map<string | null, Said>();
  for (const { d, mos, subset } of items) {
    if (d === null || mos === null) continue;
    let said = groups.get(subset);
    if (!said) {
      said = { words: [], mos: [] };
      groups.set(subset, said);
    }
    said.words.push(argmaxScore(d));
    said.mos.push(mos);
  }
  return groups;
}

function mean(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum / values.length;
}
