import { type Claims, readClaims } from "#/demo/reference-judge/claims.ts";

export const dimensions = ["completeness", "precision", "relevance"] as const;
export type Dimension = (typeof dimensions)[number];

export type Rating = 0 | 1 | 2;

const nearest = 0.5;
const furthest = 1;

function contradictsItself(values: readonly number[]): boolean {
  return Math.max(...values) - Math.min(...values) > furthest;
}

function compare(
  reference: Claims,
  answer: Claims,
): { stated: number; matched: number; contradicted: number } {
  let [stated, matched, contradicted] = [0, 0, 0];
  for (const [name, meant] of reference) {
    if (contradictsItself(meant)) continue;
    stated += 1;
    const said = answer.get(name);
    const middle = meant.reduce((sum, value) => sum + value, 0) / meant.length;
    if (said?.some((value) => Math.abs(value - middle) > furthest)) contradicted += 1;
    else if (said?.some((value) => Math.abs(value - middle) <= nearest)) matched += 1;
  }
  return { stated, matched, contradicted };
}

function rateCompleteness(reference: Claims, answer: Claims): Rating {
  const { stated, matched } = compare(reference, answer);
  const share = stated === 0 ? 0 : matched / stated;
  return share >= 0.75 ? 2 : share >= 0.3 ? 1 : 0;
}

function ratePrecision(reference: Claims, answer: Claims): Rating {
  const { matched, contradicted } = compare(reference, answer);
  if (matched === 0 || contradicted >= matched) return 0;
  return contradicted === 0 ? 2 : 1;
}

function rateRelevance(answer: Claims): Rating {
  const consistent = [...answer.values()].filter((values) => !contradictsItself(values)).length;
  return consistent >= 3 ? 2 : consistent >= 1 ? 1 : 0;
}

/** Rates by shared and contradicting low-level terms; instructions inside the answer are no such terms. */
export function rate(dimension: Dimension, reference: string, answer: string): Rating {
  const said = readClaims(answer);
  if (dimension === "relevance") return rateRelevance(said);
  const meant = readClaims(reference);
  return dimension === "completeness" ? rateCompleteness(meant, said) : ratePrecision(meant, said);
}
