import { twoSidedNormalP } from "#/evaluation/statistics/normal.ts";
import { type PairedSample, pairedBootstrap } from "#/evaluation/statistics/paired-bootstrap.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";

export type ComparedAssessments = { difference: number; error: number; p: number; n: number };

type Sample = { first: number[]; second: number[]; reference: number[] };

// Enough for a standard error (Efron and Tibshirani 1993, §6.4); p-values below 1/rounds come from the normal.
const rounds = 200;

/**
 * SRCC (or PLCC, of d or the score as it is) of two models on the same database, both lists in the order of its items. Only items that both rated
 * count; with subsets (CGIQA-6K) the difference is the mean over them. The error is that of the paired
 * bootstrap, p the two-sided normal one of difference/error, so that it can be small enough to survive a
 * correction for many pairs. Null where a correlation is undefined.
 */
export function compareAssessments(
  first: readonly AssessmentItem[],
  second: readonly AssessmentItem[],
  measure: "srcc" | "plcc" = "srcc",
): ComparedAssessments | null {
  const samples = pairedSamples(first, second);
  if (samples.length === 0) return null;
  const paired = pairedBootstrap(samples, measure, { rounds });
  if (!paired) return null;
  const { difference, error, n } = paired;
  return {
    difference,
    error,
    n,
    p: error > 0 ? twoSidedNormalP(difference / error) : Number(difference === 0),
  };
}

function pairedSamples(first: readonly AssessmentItem[], second: readonly AssessmentItem[]): PairedSample[] {
  const [ofFirst, ofSecond] = [ratingOf(first), ratingOf(second)];
  const samples = new Map<string | null, Sample>();
  for (const [index, item] of first.entries()) {
    const other = second[index];
    const [a, b] = [ofFirst(item), other ? ofSecond(other) : null];
    if (a === null || b === null || item.mos === null) continue;
    const sample = samples.get(item.subset) ?? { first: [], second: [], reference: [] };
    samples.set(item.subset, sample);
    sample.first.push(a);
    sample.second.push(b);
    sample.reference.push(item.mos);
  }
  return [...samples.values()];
}

function ratingOf(items: readonly AssessmentItem[]): (item: AssessmentItem) => number | null {
  return items.some(({ d }) => d !== null) ? ({ d }) => d : ({ score }) => score;
}
