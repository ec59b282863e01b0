import type { Numbers } from "#/evaluation/statistics/numbers.ts";
import { averageRanks } from "#/evaluation/statistics/ranks.ts";
import {
  correlationOfSums,
  type ResampledStatistic,
} from "#/evaluation/statistics/resampling/resampled-pearson.ts";

type TieGroups = { groupOf: Uint32Array; sizes: Uint32Array; ranks: Float64Array };

function tieGroups(values: Numbers): TieGroups {
  const ranks = averageRanks(values);
  const distinct = [...new Set(ranks)].sort((a, b) => a - b);
  const groupByRank = new Map(distinct.map((rank, group) => [rank, group]));
  return {
    groupOf: Uint32Array.from(ranks, (rank) => groupByRank.get(rank) ?? 0),
    sizes: new Uint32Array(distinct.length),
    ranks: new Float64Array(distinct.length),
  };
}

function rankGroups({ sizes, ranks }: TieGroups, middle: number): number {
  let before = 0;
  let squares = 0;
  for (let group = 0; group < sizes.length; group++) {
    const size = sizes[group] as number;
    const rank = before + (size + 1) / 2 - middle;
    ranks[group] = rank;
    squares += size * rank * rank;
    before += size;
  }
  return squares;
}

/**
 * Spearman's correlation of any resample of the pairs. The items are sorted once; a resample is ranked by
 * counting how often each group of ties occurs, so it takes time in proportion to the items.
 */
export function resampledSpearman(x: Numbers, y: Numbers): ResampledStatistic {
  const groupsX = tieGroups(x);
  const groupsY = tieGroups(y);
  return (counts) => {
    groupsX.sizes.fill(0);
    groupsY.sizes.fill(0);
    let n = 0;
    for (let index = 0; index < counts.length; index++) {
      const times = counts[index] as number;
      if (times === 0) continue;
      n += times;
      (groupsX.sizes[groupsX.groupOf[index] as number] as number) += times;
      (groupsY.sizes[groupsY.groupOf[index] as number] as number) += times;
    }
    const middle = (n + 1) / 2;
    const squaresX = rankGroups(groupsX, middle);
    const squaresY = rankGroups(groupsY, middle);
    let products = 0;
    for (let index = 0; index < counts.length; index++) {
      const times = counts[index] as number;
      if (times === 0) continue;
      const rankX = groupsX.ranks[groupsX.groupOf[index] as number] as number;
      const rankY = groupsY.ranks[groupsY.groupOf[index] as number] as number;
      products += times * rankX * rankY;
    }
    return correlationOfSums(n, 0, 0, squaresX, squaresY, products);
  };
}
