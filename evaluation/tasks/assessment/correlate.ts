import {
  type CorrelationMeasure,
  correlationInterval,
  correlationMeasures,
  correlationOf,
  resampledCorrelation,
} from "#/evaluation/statistics/correlation-interval.ts";
import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import type { BootstrapOptions } from "#/evaluation/statistics/resampling/bootstrap.ts";
import { meanOfParts } from "#/evaluation/statistics/resampling/paired-bootstrap.ts";
import { countGroups, resamplingUnits } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { argmaxScore } from "#/evaluation/tasks/assessment/argmax.ts";
import { qualityScore } from "#/evaluation/tasks/assessment/quality-score.ts";

/**
 * One item: its truth, and the model's d (nats) or score, null where nothing came back. `group`: what it shares with other
 * items, such as a reference picture; null or absent where it stands alone.
 */
export type AssessmentItem = {
  mos: number | null;
  d: number | null;
  score: number | null;
  subset: string | null;
  group?: string | null;
};

/** A correlation with its 95 % interval; value null means undefined. */
export type Correlations = Record<CorrelationMeasure, Estimate & { n: number }>;

export type AssessmentScore = Correlations & {
  /** Items with a value and a MOS. */
  n: number;
  /** n over all items given. */
  coverage: number;
  /** Per subset where the database has some, else empty. */
  subsets: (Correlations & { subset: string })[];
};

/** What two measures of an item are correlated: ranks are taken of `ranked`, PLCC of `plain`. */
type Pairs = { ranked: number[]; plain: number[]; mos: number[]; groups: (string | null)[] };
type Reading = (item: AssessmentItem) => { ranked: number; plain: number } | null;

function pairsBySubset(items: readonly AssessmentItem[], read: Reading): Map<string | null, Pairs> {
  const bySubset = new Map<string | null, Pairs>();
  for (const item of items) {
    const pairs = bySubset.get(item.subset) ?? { ranked: [], plain: [], mos: [], groups: [] };
    bySubset.set(item.subset, pairs);
    const value = read(item);
    if (value === null || item.mos === null) continue;
    pairs.ranked.push(value.ranked);
    pairs.plain.push(value.plain);
    pairs.mos.push(item.mos);
    pairs.groups.push(item.group ?? null);
  }
  return bySubset;
}

function correlation(
  measure: CorrelationMeasure,
  parts: readonly Pairs[],
  options: BootstrapOptions,
): Estimate & { n: number } {
  const groups = parts.flatMap((part) => part.groups);
  const n = groups.length;
  const grouped = countGroups(groups);
  const counted = grouped === null ? { n } : { n, groups: grouped };
  const valuesOf = ({ ranked, plain }: Pairs) => (measure === "plcc" ? plain : ranked);
  let sum = 0;
  for (const part of parts) {
    const value = correlationOf[measure](valuesOf(part), part.mos);
    if (value === null) return { value, low: null, high: null, ...counted };
    sum += value;
  }
  if (parts.length === 0) return { value: null, low: null, high: null, ...counted };
  const value = sum / parts.length;
  const sizes = parts.map(({ mos }) => mos.length);
  const interval = correlationInterval(
    measure,
    value,
    resamplingUnits(sizes, groups),
    meanOfParts(
      parts.map((part) => ({
        size: part.mos.length,
        statistic: resampledCorrelation[measure](valuesOf(part), part.mos),
      })),
    ),
    options,
  );
  return { value, low: interval?.low ?? null, high: interval?.high ?? null, ...counted };
}

function correlations(parts: readonly Pairs[], options: BootstrapOptions): Correlations {
  const [srcc, plcc, krcc] = correlationMeasures.map((measure) => correlation(measure, parts, options));
  return { srcc, plcc, krcc } as Correlations;
}

/**
 * SRCC, PLCC and KRCC (tau-b) of one model on one database against MOS, without logistic fit (Q-Bench A3). SRCC and
 * KRCC rank d itself (ties exact), PLCC takes sigmoid(d/100); where no item has d, all take `score`. With subsets
 * (CGIQA-6K) each is the mean over them. Intervals by the bootstrap over items, or over groups where items have some:
 * see `correlationInterval`.
 */
export function scoreAssessment(
  items: readonly AssessmentItem[],
  options: BootstrapOptions = {},
): AssessmentScore {
  const byDifference = items.some(({ d }) => d !== null);
  const bySubset = pairsBySubset(items, ({ d, score }) => {
    const ranked = byDifference ? d : score;
    return ranked === null ? null : { ranked, plain: byDifference ? qualityScore(ranked) : ranked };
  });
  const whole = correlations([...bySubset.values()], options);
  return {
    ...whole,
    n: whole.srcc.n,
    coverage: items.length === 0 ? 0 : whole.srcc.n / items.length,
    subsets: [...bySubset].flatMap(([subset, pairs]) =>
      subset === null ? [] : [{ ...(bySubset.size === 1 ? whole : correlations([pairs], options)), subset }],
    ),
  };
}

/**
 * The same of saying the likelier word instead of its softmax, from the items' d (nats). Undefined for a model that says one
 * word only. Shown beside the score, never ranked.
 */
export function argmaxAblation(
  items: readonly AssessmentItem[],
  options: BootstrapOptions = {},
): Correlations {
  const bySubset = pairsBySubset(items, ({ d }) => {
    if (d === null) return null;
    const word = argmaxScore(d);
    return { ranked: word, plain: word };
  });
  return correlations([...bySubset.values()], options);
}
