import type { Estimate } from "#/evaluation/statistics/estimate.ts";
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
import { toLeaderboardRow } from "#/features/leaderboards/ranking/to-leaderboard-row.ts";
import {
  noPairedComparisons,
  type PairedComparisons,
} from "#/features/leaderboards/significance/paired-comparisons.ts";
import { pairedSrcc } from "#/features/leaderboards/significance/paired-srcc.ts";
import {
  correlationError,
  estimateTest,
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
    groupOf.set({ ...toLeaderboardRow(latest(group, first), scores), coverage, ...converted }, group);
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
  const whole = { srcc: scoreValue(entry, "srcc"), plcc: scoreValue(entry, "plcc") };
  const argmax = { srcc: scoreValue(entry, "argmax.srcc"), plcc: scoreValue(entry, "argmax.plcc") };
  return {
    ...whole,
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

/** Adds the plain mean over the seven databases where all are there. */
function withAverage(scores: AssessmentScores): AssessmentScores {
  const average = (of: (score: AssessmentScore) => Estimate | undefined): Estimate | null => {
    const values = databases.map((slug) => (scores[slug] && of(scores[slug])?.value) ?? null);
    if (values.some((value) => value === null)) return null;
    return {
      ...noScore,
      value: values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length,
    };
  };
  const [srcc, plcc] = [average((score) => score.srcc), average((score) => score.plcc)];
  if (!srcc || !plcc) return scores;
  const said = [average((score) => score.argmax?.srcc), average((score) => score.argmax?.plcc)] as const;
  const argmax = said[0] && said[1] ? { argmax: { srcc: said[0], plcc: said[1] } } : {};
  return { ...scores, average: { srcc, plcc, ...argmax } };
}

function srccOf(scores: AssessmentScores, slug: string): ValueWithError {
  const value = scores[slug]?.srcc.value ?? 0;
  if (slug !== "average") return { value, error: correlationError(scores[slug]?.srcc ?? noScore) };
  const errors = databases.map((database) => correlationError(scores[database]?.srcc ?? noScore));
  const known = errors.filter((error) => error !== null);
  return { value, error: known.length === errors.length ? Math.hypot(...known) / errors.length : null };
}
