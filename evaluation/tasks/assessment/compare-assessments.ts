import type { CorrelationMeasure } from "#/evaluation/statistics/correlation-interval.ts";
import {
  type PairedDifference,
  type PairedSample,
  pairedBootstrap,
} from "#/evaluation/statistics/resampling/paired-bootstrap.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";

type Sample = { first: number[]; second: number[]; reference: number[]; groups: (string | null)[] };

// Enough for a standard error (Efron and Tibshirani 1993, §6.4); what it leaves uncertain is in the degrees of freedom.
const rounds = 200;

/**
 * A correlation (of d or the score as it is) of two models on the same database, both lists in the order of its items. Only items
 * that both rated count; with subsets (CGIQA-6K) the difference is the mean over them. Items of a group are resampled
 * together. Null where a correlation is undefined.
 */
export function compareAssessments(
  first: readonly AssessmentItem[],
  second: readonly AssessmentItem[],
  measure: CorrelationMeasure = "srcc",
): PairedDifference | null {
  const samples = pairedSamples(first, second);
  const groups = samples.flatMap((sample) => sample.groups);
  return pairedBootstrap(samples, measure, groups, { rounds });
}

function pairedSamples(
  first: readonly AssessmentItem[],
  second: readonly AssessmentItem[],
): (PairedSample & Sample)[] {
  const [ofFirst, ofSecond] = [ratingOf(first), ratingOf(second)];
  const samples = new Map<string | null, Sample>();
  for (const [index, item] of first.entries()) {
    const other = second[index];
    const [a, b] = [ofFirst(item), other ? ofSecond(other) : null];
    if (a === null || b === null || item.mos === null) continue;
    const sample = samples.get(item.subset) ?? { first: [], second: [], reference: [], groups: [] };
    samples.set(item.subset, sample);
    sample.first.push(a);
    sample.second.push(b);
    sample.reference.push(item.mos);
    sample.groups.push(item.group ?? null);
  }
  return [...samples.values()];
}

function ratingOf(items: readonly AssessmentItem[]): (item: AssessmentItem) => number | null {
  return items.some(({ d }) => d !== null) ? ({ d }) => d : ({ score }) => score;
}
