import { pearson } from "#/evaluation/statistics/pearson.ts";
import { averageRanks } from "#/evaluation/statistics/ranks.ts";
import { argmaxScore } from "#/evaluation/tasks/assessment/argmax.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";

export type ArgmaxAblation = { srcc: number | null; plcc: number | null; n: number };

/**
 * SRCC and PLCC of saying the likelier word instead of its softmax, from the items' d (nats); with subsets the
 * mean over them. Null where undefined, as for a model that says one word only. Point values: an interval of a
 * two-valued variable takes a bootstrap, and this is shown beside the score, never ranked.
 */
export function argmaxAblation(items: readonly AssessmentItem[]): ArgmaxAblation {
  const said = items.flatMap(({ d, mos, subset }) =>
    d === null || mos === null ? [] : [{ word: argmaxScore(d), mos, subset }],
  );
  const parts = [...Map.groupBy(said, ({ subset }) => subset).values()].map((part) => {
    const words = part.map(({ word }) => word);
    const mos = part.map((item) => item.mos);
    // The ranks of two values are a linear function of them, which a correlation does not see.
    return { srcc: pearson(words, averageRanks(mos)), plcc: pearson(words, mos) };
  });
  return {
    srcc: mean(parts.map(({ srcc }) => srcc)),
    plcc: mean(parts.map(({ plcc }) => plcc)),
    n: said.length,
  };
}

function mean(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum / values.length;
}
