import { rowKey } from "#/features/leaderboards/latest-entries.ts";
import type { AssessmentScores, LeaderboardRow, ScoreValue } from "#/features/leaderboards/leaderboard.ts";
import { orderRows } from "#/features/leaderboards/order-rows.ts";
import type { PublishedEntry } from "#/features/leaderboards/published-entry.ts";
import { rowOf } from "#/features/leaderboards/row-of.ts";
import { noScore, scoreValue } from "#/features/leaderboards/score-value.ts";
import { correlationError, type Estimate, estimateTest } from "#/features/leaderboards/unpaired-tests.ts";

export const databases = ["koniq-10k", "spaq", "live-fb", "live-itw", "cgiqa-6k", "agiqa-3k", "kadid-10k"];

/** One row for each model and source over all databases; ranked by SRCC on `judgedBy`, a slug or `average`. */
export function assessmentRows(
  entries: readonly PublishedEntry[],
  judgedBy: string,
): LeaderboardRow<AssessmentScores>[] {
  const groups = Map.groupBy(entries, rowKey);
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const scores = withAverage(
      Object.fromEntries(group.map((entry) => [entry.datasetSlug, correlations(entry)])),
    );
    const coverage = Math.min(...group.map((entry) => entry.coverage));
    return [{ ...rowOf(latest(group, first), scores), coverage }];
  });
  return orderRows(rows, {
    judge: (scores) => scores[judgedBy]?.srcc.value ?? null,
    test: (a, b) => estimateTest(srccOf(a, judgedBy), srccOf(b, judgedBy)),
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
