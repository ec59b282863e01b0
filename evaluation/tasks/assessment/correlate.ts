import { bootstrapInterval } from "#/evaluation/statistics/bootstrap.ts";
import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { fisherInterval } from "#/evaluation/statistics/fisher-interval.ts";
import type { Interval } from "#/evaluation/statistics/interval.ts";
import { meanInterval } from "#/evaluation/statistics/mean-interval.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { resampledPearson } from "#/evaluation/statistics/resampled-pearson.ts";
import { resampledSpearman } from "#/evaluation/statistics/resampled-spearman.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";
import { qualityScore } from "#/evaluation/tasks/assessment/quality-score.ts";

/** One item: its truth, and the model's d (nats) or score, null where nothing came back. */
export type AssessmentItem = {
  mos: number | null;
  d: number | null;
  score: number | null;
  subset: string | null;
};

/** A correlation with its 95 % interval; value null means undefined. */
export type Correlation = Omit<Estimate, "n"> & { method: "fisher" | "bootstrap" | null };

export type AssessmentScore = {
  srcc: Correlation;
  plcc: Correlation;
  /** Items with a value and a MOS. */
  n: number;
  /** n over all items given. */
  coverage: number;
  /** Per subset where the database has some, else empty. */
  subsets: { subset: string; n: number; srcc: Correlation; plcc: Correlation }[];
};

type Bootstrap = (strata: Parameters<typeof bootstrapInterval>[0]) => Interval | null;
type Pairs = { rankable: number[]; plain: number[]; mos: number[] };

const undefinedCorrelation: Correlation = { value: null, low: null, high: null, method: null };

/** Returns whether no value holds more than a quarter of the items: what Fisher's z needs of them. */
function isSpread(values: readonly number[]): boolean {
  const sorted = Float64Array.from(values).sort();
  const quarter = Math.floor(sorted.length / 4);
  for (let index = quarter; index < sorted.length; index++) {
    if (sorted[index] === sorted[index - quarter]) return false;
  }
  return true;
}

function correlation(
  measure: "srcc" | "plcc",
  x: readonly number[],
  mos: readonly number[],
  spread: boolean,
  bootstrap: Bootstrap,
): Correlation {
  const value = measure === "srcc" ? spearman(x, mos) : pearson(x, mos);
  if (value === null) return undefinedCorrelation;
  const fisherHolds = spread && x.length >= 10 && Math.abs(value) < 0.95;
  const resampled = measure === "srcc" ? resampledSpearman : resampledPearson;
  const interval: Interval | null = fisherHolds
    ? fisherInterval(value, x.length, measure)
    : bootstrap([{ n: x.length, statistic: resampled(x, mos) }]);
  if (interval === null) return { ...undefinedCorrelation, value };
  return { value, ...interval, method: fisherHolds ? "fisher" : "bootstrap" };
}

function meanCorrelation(parts: readonly Correlation[]): Correlation {
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first ?? undefinedCorrelation;
  const values = parts.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length < parts.length) return undefinedCorrelation;
  const value = values.reduce((sum, part) => sum + part, 0) / values.length;
  const bounded = parts.flatMap(({ low, high }, index) =>
    low === null || high === null ? [] : [{ value: values[index] ?? value, low, high }],
  );
  const interval = bounded.length === parts.length ? meanInterval(bounded) : null;
  if (interval === null) return { ...undefinedCorrelation, value };
  const method = parts.some((part) => part.method === "bootstrap") ? "bootstrap" : "fisher";
  return { value, ...interval, method };
}

function pairsBySubset(items: readonly AssessmentItem[]): Map<string | null, Pairs> {
  const byDifference = items.some(({ d }) => d !== null);
  const groups = new Map<string | null, Pairs>();
  for (const { mos, d, score, subset } of items) {
    let pairs = groups.get(subset);
    if (!pairs) {
      pairs = { rankable: [], plain: [], mos: [] };
      groups.set(subset, pairs);
    }
    const rankable = byDifference ? d : score;
    if (rankable === null || mos === null) continue;
    pairs.rankable.push(rankable);
    pairs.plain.push(byDifference ? qualityScore(rankable) : rankable);
    pairs.mos.push(mos);
  }
  return groups;
}

/**
 * SRCC and PLCC of one model on one database against MOS, without logistic fit (Q-Bench A3). SRCC ranks d
 * itself (ties exact), PLCC takes sigmoid(d/100); where no item has d, both take `score`. With subsets
 * (CGIQA-6K) both are means over them. Intervals: Fisher z, with Bonett–Wright variance for SRCC; bootstrap
 * for |r| ≥ .95, n < 10 or one value on more than a quarter of the items; MOVER for means over subsets.
 * `bootstrap` may be replaced by a caller who cannot wait for it; what it gives null for has no interval.
 */
export function scoreAssessment(
  items: readonly AssessmentItem[],
  bootstrap: Bootstrap = bootstrapInterval,
): AssessmentScore {
  const groups = pairsBySubset(items);
  const parts = [...groups].map(([subset, { rankable, plain, mos }]) => {
    const spread = isSpread(rankable);
    const srcc = correlation("srcc", rankable, mos, spread, bootstrap);
    return { subset, n: mos.length, srcc, plcc: correlation("plcc", plain, mos, spread, bootstrap) };
  });
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  return {
    srcc: meanCorrelation(parts.map(({ srcc }) => srcc)),
    plcc: meanCorrelation(parts.map(({ plcc }) => plcc)),
    n,
    coverage: items.length === 0 ? 0 : n / items.length,
    subsets: parts.flatMap((part) => (part.subset === null ? [] : [{ ...part, subset: part.subset }])),
  };
}
