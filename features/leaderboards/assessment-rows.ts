import { rowKey } from "#/features/leaderboards/latest-entries.ts";
import type { AssessmentScores, LeaderboardRow, ScoreValue } from "#/features/leaderboards/leaderboard.ts";
import { type OrderedRows, orderRows } from "#/features/leaderboards/order-rows.ts";
import { noPairTests, type PairTests } from "#/features/leaderboards/pair-tests.ts";
import { pairedSrcc } from "#/features/leaderboards/paired-srcc.ts";
import type { PublishedEntry } from "#/features/leaderboards/published-entry.ts";
import { rowOf } from "#/features/leaderboards/row-of.ts";
import { noScore, scoreValue } from "#/features/leaderboards/score-value.ts";
import { correlationError, type Estimate, estimateTest } from "#/features/leaderboards/unpaired-tests.ts";

export const databases = ["koniq-10k", "spaq", "live-fb", "live-itw", "cgiqa-6k", "agiqa-3k", "kadid-10k"];

/** One row for each model and source over all databases; ranked by SRCC on `judgedBy`, a slug or `average`. */
export function assessmentRows(
  entries: readonly PublishedEntry[],
  judgedBy: string,
  pairs: PairTests = noPairTests,
): OrderedRows<LeaderboardRow<AssessmentScores>> {
  const groupOf = new Map<LeaderboardRow<AssessmentScores>, PublishedEntry[]>();
  for (const group of Map.groupBy(entries, rowKey).values()) {
    const [first] = group;
    if (!first) continue;
    const scores = withAverage(
      Object.fromEntries(group.map((entry) => [entry.datasetSlug, correlations(entry)])),
    );
    const coverage = Math.min(...group.map((entry) => entry.coverage));
    groupOf.set({ ...rowOf(latest(group, first), scores), coverage }, group);
  }
  const judges = judgedBy === "average" ? databases : [judgedBy];
  const paired = (a: LeaderboardRow<AssessmentScores>, b: LeaderboardRow<AssessmentScores>) =>
    pairedSrcc(pairs, judges, groupOf.get(a) ?? [], groupOf.get(b) ?? []);
  return orderRows([...groupOf.keys()], {
    judge: ({ scores }) => scores[judgedBy]?.srcc.value ?? null,
    test: (a, b) => {
      const found = paired(a, b);
      if (found) return { p: found.p, paired: true };
      const p = estimateTest(srccOf(a.scores, judgedBy), srccOf(b.scores, judgedBy));
      return p === null ? null : { p, paired: false };
    },
    error: ({ scores }) => srccOf(scores, judgedBy).error,
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

function correlations(entry: PublishedEntry) {
  return { srcc: scoreValue(entry, "srcc"), plcc: scoreValue(entry, "plcc") };
}

/** Adds the plain mean over the seven databases where all are there. */
function withAverage(scores: AssessmentScores): AssessmentScores {
  const average = (metric: "srcc" | "plcc"): ScoreValue | null => {
    const values = databases.map((slug) => scores[slug]?.[metric].value ?? null);
    if (values.some((value) => value === null)) return null;
    return {
      ...noScore,
      value: values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length,
    };
  };
  const [srcc, plcc] = [average("srcc"), average("plcc")];
  return srcc && plcc ? { ...scores, average: { srcc, plcc } } : scores;
}

function srccOf(scores: AssessmentScores, slug: string): Estimate {
  const value = scores[slug]?.srcc.value ?? 0;
  if (slug !== "average") return { value, error: correlationError(scores[slug]?.srcc ?? noScore) };
  const errors = databases.map((database) => correlationError(scores[database]?.srcc ?? noScore));
  const known = errors.filter((error) => error !== null);
  return { value, error: known.length === errors.length ? Math.hypot(...known) / errors.length : null };
}
