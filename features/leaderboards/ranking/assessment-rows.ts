import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { meanInterval } from "#/evaluation/statistics/mean-interval.ts";
import { rowKey } from "#/features/leaderboards/entries/latest-entries.ts";
import type { MeasuredAs } from "#/features/leaderboards/entries/measured-as.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import type { RequestSettings } from "#/features/leaderboards/entries/read-request-settings.ts";
import { noScore, scoreValue } from "#/features/leaderboards/entries/score-value.ts";
import type {
  AssessmentScore,
  AssessmentScores,
  LeaderboardRow,
} from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { type OrderedRows, orderRows } from "#/features/leaderboards/ranking/order-rows.ts";
import { isOfOlderParser, toLeaderboardRow } from "#/features/leaderboards/ranking/to-leaderboard-row.ts";
import {
  noPairedComparisons,
  type PairedComparisons,
} from "#/features/leaderboards/significance/paired-comparisons.ts";
import { pairedSrcc } from "#/features/leaderboards/significance/paired-srcc.ts";
import {
  estimateTest,
  intervalError,
  type ValueWithError,
} from "#/features/leaderboards/significance/unpaired-comparisons.ts";

export const databases = ["koniq-10k", "spaq", "live-fb", "live-itw", "cgiqa-6k", "agiqa-3k", "kadid-10k"];

/** Returns one row for each model and source over all databases; ranked by SRCC on `rankedBy`, a slug or `average`. */
export function assessmentRows(
  entries: readonly PublishedEntry[],
  rankedBy: string,
  pairs: PairedComparisons = noPairedComparisons,
  requestSettings: ReadonlyMap<number, RequestSettings> = new Map(),
): OrderedRows<LeaderboardRow<AssessmentScores>> {
  const groupOf = new Map<LeaderboardRow<AssessmentScores>, PublishedEntry[]>();
  for (const group of Map.groupBy(entries, rowKey).values()) {
    const [first] = group;
    if (!first) continue;
    const scores = withAverage(
      Object.fromEntries(group.map((entry) => [entry.datasetSlug, scoreOf(entry, requestSettings)])),
    );
    const coverage = Math.min(...group.map((entry) => entry.coverage));
    const shares = group.flatMap((entry) => scoreValue(entry, "converted").value ?? []);
    const converted = shares.length > 0 ? { converted: Math.max(...shares) } : {};
    const older = group.some(isOfOlderParser) ? { olderParser: true as const } : {};
    groupOf.set(
      { ...toLeaderboardRow(latest(group, first), scores), coverage, ...converted, ...older },
      group,
    );
  }
  const ranking = rankedBy === "average" ? databases : [rankedBy];
  const paired = (a: LeaderboardRow<AssessmentScores>, b: LeaderboardRow<AssessmentScores>) =>
    pairedSrcc(pairs, ranking, groupOf.get(a) ?? [], groupOf.get(b) ?? []);
  return orderRows([...groupOf.keys()], {
    rankBy: ({ scores }) => scores[rankedBy]?.srcc.value ?? null,
    test: (a, b) => {
      const found = paired(a, b);
      if (found) return { p: found.p, paired: true };
      const p = estimateTest(srccOf(a.scores, rankedBy), srccOf(b.scores, rankedBy));
      return p === null ? null : { p, paired: false };
    },
    error: ({ scores }) => srccOf(scores, rankedBy).error,
    pairedError: (a, b) => paired(a, b)?.error ?? null,
  });
}

export function assessmentColumns(rows: readonly LeaderboardRow<AssessmentScores>[]): string[] {
  const present = new Set(rows.flatMap(({ scores }) => Object.keys(scores)));
  const others = [...present].filter((slug) => slug !== "average" && !databases.includes(slug)).sort();
  return [
    ...databases.filter((slug) => present.has(slug)),
    ...others,
    ...(present.has("average") ? ["average"] : []),
  ];
}

function latest(group: readonly PublishedEntry[], first: PublishedEntry): PublishedEntry {
  return group.reduce((last, entry) => (entry.publishedAt > last.publishedAt ? entry : last), first);
}

function scoreOf(
  entry: PublishedEntry,
  requestSettings: ReadonlyMap<number, RequestSettings>,
): AssessmentScore {
  const of = (prefix: string) => ({
    srcc: scoreValue(entry, `${prefix}srcc`),
    plcc: scoreValue(entry, `${prefix}plcc`),
    krcc: scoreValue(entry, `${prefix}krcc`),
  });
  const argmax = of("argmax.");
  return {
    ...of(""),
    ...(argmax.srcc.n !== null && { argmax }),
    ...(entry.source !== "reported" && { measured: measuredAs(entry, requestSettings) }),
  };
}

function measuredAs(
  entry: PublishedEntry,
  requestSettings: ReadonlyMap<number, RequestSettings>,
): MeasuredAs {
  const requestSetting = requestSettings.get(entry.runId ?? -1);
  return {
    rung: entry.rung,
    words: requestSetting?.words ?? null,
    topK: requestSetting?.topK ?? null,
    censored: scoreValue(entry, "censored").value,
    coverage: entry.coverage,
    submissionId: entry.hidden || entry.withdrawn ? null : (entry.submission?.id ?? null),
  };
}

/** Adds the plain mean over the seven databases where all are there, with its interval where each has one. */
function withAverage(scores: AssessmentScores): AssessmentScores {
  const average = (of: (score: AssessmentScore) => Estimate | undefined): Estimate => {
    const all = databases.map((slug) => (scores[slug] && of(scores[slug])) ?? noScore);
    const known = all.flatMap(({ value }) => value ?? []);
    if (known.length < all.length) return noScore;
    const bounded = all.flatMap(({ value, low, high }) =>
      value === null || low === null || high === null ? [] : [{ value, low, high }],
    );
    const counts = all.flatMap(({ n }) => n ?? []);
    return {
      value: known.reduce((sum, value) => sum + value, 0) / known.length,
      n: counts.length < all.length ? null : counts.reduce((sum, n) => sum + n, 0),
      ...(bounded.length < all.length ? { low: null, high: null } : meanInterval(bounded)),
    };
  };
  const of = (
    part: (score: AssessmentScore) => Omit<AssessmentScore, "argmax" | "measured"> | undefined,
  ) => ({
    srcc: average((score) => part(score)?.srcc),
    plcc: average((score) => part(score)?.plcc),
    krcc: average((score) => part(score)?.krcc),
  });
  const whole = of((score) => score);
  if (whole.srcc.value === null || whole.plcc.value === null) return scores;
  const argmax = of((score) => score.argmax);
  return {
    ...scores,
    average: { ...whole, ...(argmax.srcc.value !== null && argmax.plcc.value !== null && { argmax }) },
  };
}

function srccOf(scores: AssessmentScores, slug: string): ValueWithError {
  const srcc = scores[slug]?.srcc ?? noScore;
  return { value: srcc.value ?? 0, error: intervalError(srcc) };
}
