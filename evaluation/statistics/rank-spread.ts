export type RankSpread = {
  /** Place by score alone, ties sharing the better place. */
  value: number;
  /** Best place that the significant differences allow. */
  best: number;
  /** Worst place that the significant differences allow. */
  worst: number;
};

/**
 * Returns the places that each of n models may hold, such as "3, between 2 and 5".
 * `scores[i]` is the score of model i, higher better; `differs[i][j]` says whether i and j differ
 * significantly (symmetric, corrected for the number of comparisons by the caller).
 * best = 1 + models significantly better; worst = n − models significantly worse
 * (the rank intervals of Goldstein and Spiegelhalter 1996 in their pairwise form).
 */
export function rankSpread(
  scores: readonly number[],
  differs: readonly (readonly boolean[])[],
): RankSpread[] {
  return scores.map((own, model) => {
    const spread = { value: 1, best: 1, worst: scores.length };
    for (const [other, score] of scores.entries()) {
      if (score > own) spread.value++;
      if (!differs[model]?.[other]) continue;
      if (score > own) spread.best++;
      if (score < own) spread.worst--;
    }
    return spread;
  });
}
